/** The language of the window and how a component gets its words. It never reads the system's language itself. */
import { createContext, type ReactNode, useContext } from "react";

/** Languages that there are words in. */
export type Language = "en" | "de";

/** The shape of a message object with its texts left open, for a second language. */
export type Texts<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...given: infer A) => string
      ? (...given: A) => string
      : Texts<T[K]>;
};

const LanguageContext = createContext<Language>("en");

/** Sets the language of everything within. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The language that is set. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The words of a message object in the language that is set: English where there is no other. */
export function useTexts<const T extends object>(english: T, german?: Texts<T>): Texts<T> {
  const language = useLanguage();
  return language === "de" && german ? german : (english as unknown as Texts<T>);
}
