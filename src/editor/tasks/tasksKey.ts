/** Where the state store keeps the watched tasks. */
export const tasksKey = "tasks";
