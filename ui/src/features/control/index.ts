/** The feature of controls: the matrix as a grid, a calendar and a coverage picture. */
export { MatrixView } from "./MatrixView";
