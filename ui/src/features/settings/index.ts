/** Settings of the device and of the vault that is open. */
export { SettingsView } from "./SettingsView";
