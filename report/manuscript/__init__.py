"""The manuscript of one project: computed results, drawn figures, woven and hand-written documents."""
