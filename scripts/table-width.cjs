// Stands in for string-width in the bundled tables: the width that the timelines have too. cli-table3's own takes longer to
// compile its expression for emoji than to draw a table.
module.exports = require("../src/text/width.ts").textWidth;
