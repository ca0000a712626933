/** Directory for a stack's own objects, below the program's output directory. */
export const OBJECTS = "objects";

/** Directory for the objects of components, below the program's output directory. */
export const COMPONENTS = "components";

/** JSON file of the objects that components registered (`Registrations`), below the program's output directory. */
export const REGISTRATIONS = "registrations.json";
