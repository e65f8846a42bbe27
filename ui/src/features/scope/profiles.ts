/** The profiles that an engagement can start from, as the catalogue names them; a test holds them against it. The program decides what each brings. */
import type { Category } from "../../wire/wire.gen";

export type ProfileCode = "ecommerce-crm" | "enterprise-saas" | "emergency-management";

export interface Profile {
  name: string;
  description: string;
  /** Categories that it proposes. */
  categories: Category[];
  /** Categories to talk about with the client. */
  consider: Category[];
}

export const PROFILES: Record<ProfileCode, Profile> = {
  "ecommerce-crm": {
    name: "Online shop with CRM",
    description:
      "A shop whose orders, accounts and support run over a CRM and other integrations. It takes the emergency pack too: core and e-commerce controls alone leave incident response and isolation thin.",
    categories: ["security", "availability", "confidentiality", "processing_integrity"],
    consider: ["privacy"],
  },
  "enterprise-saas": {
    name: "Enterprise SaaS",
    description:
      "A multi-tenant application sold to enterprises, with cloud identity, tenant administration and network edge of its own.",
    categories: ["security", "availability", "confidentiality"],
    consider: ["processing_integrity", "privacy"],
  },
  "emergency-management": {
    name: "Emergency management platform",
    description:
      "A platform that raises alerts and runs incidents, hands them to a CRM and keeps contact records through failover. Its own surface, emergency alerting, brings the alerting pack.",
    categories: ["security", "availability", "confidentiality"],
    consider: ["processing_integrity", "privacy"],
  },
};
