"""The manuscript of a project: computed results, drawn figures, woven and hand-written documents."""
