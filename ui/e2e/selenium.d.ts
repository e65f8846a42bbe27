/** The package's types know this file by its folder, which modules can't name. */
declare module "selenium-webdriver/http/index.js" {
  export * from "selenium-webdriver/http";
}
