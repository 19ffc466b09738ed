-- Tables in HTML: columns as wide as their texts need, numbers aligned on the decimal point, group headings across the
-- table, and a separate box in which a table scrolls.

-- The number of letters in a table line: on a portrait and on a landscape page.
local LINE, TURNED = 104, 172
-- The space between columns, in letters; the length from which texts do not widen a column any further.
local GAP, LONG = 4, 90

local function text_of(cell) return pandoc.utils.stringify(cell.contents) end

local function has_spans(rows)
  return pandoc.List(rows):find_if(function(row)
    return pandoc.List(row.cells):find_if(function(cell) return cell.row_span > 1 end) ~= nil
  end) ~= nil
end

-- The cells of rows by column; a cell that spans several columns belongs to none.
local function placed(rows, columns)
  local covered, grid = {}, pandoc.List()
  for column = 1, columns do covered[column] = 0 end
  for _, row in ipairs(rows) do
    local cells, column = {}, 1
    for _, cell in ipairs(row.cells) do
      while column < columns and covered[column] > 0 do column = column + 1 end
      local across, down = cell.col_span, cell.row_span
      if across == 1 then cells[column] = cell end
      for each = column, math.min(columns, column + across - 1) do covered[each] = down end
      column = column + across
    end
    for each = 1, columns do covered[each] = math.max(0, covered[each] - 1) end
    grid:insert(cells)
  end
  return grid
end

-- The texts of a row's cells, read once because each reading traverses the cell.
local function texts_of(cells, columns)
  local texts = {}
  for column = 1, columns do texts[column] = cells[column] and text_of(cells[column]) or '' end
  return texts
end

local function letters(text) return utf8.len(text) or #text end

-- Whether a row is a group heading, with no other cells filled.
local function is_group(row)
  if row.cells[2] and text_of(row.cells[2]) ~= '' then return false end
  local found = false
  pandoc.Blocks(row.cells[1] and row.cells[1].contents or {}):walk({
    Span = function(span) found = found or span.classes:includes('group') end,
  })
  return found
end

-- Lets a group heading span all columns.
local function spread(row, columns)
  local cell = row.cells[1]
  cell.col_span = columns
  row.cells = { cell }
  row.attr = pandoc.Attr('', { 'group' })
  return row
end

local function longest_word(text)
  local longest = 0
  for word in text:gmatch('[^ %-/]+') do longest = math.max(longest, letters(word)) end
  return longest
end

-- The longest significance marks at the end of a column's numbers.
local function most_marks(column, rows)
  local most = 0
  for _, texts in ipairs(rows) do most = math.max(most, letters(texts[column]:match('%d(%*+)$') or '')) end
  return most
end

-- The minimum and the preferred width of a column, in letters; numbers never break, and headings leave room for marks.
local function wants(column, rows, heads, numeric)
  local minimum, preferred = 0, 0
  local marks = numeric and most_marks(column, rows) or 0
  for _, texts in ipairs(heads) do
    local text = texts[column] or ''
    if text ~= '' then
      minimum = math.max(minimum, longest_word(text) + marks)
      preferred = math.max(preferred, math.min(letters(text), numeric and 12 or LONG) + marks)
    end
  end
  for _, texts in ipairs(rows) do
    local text = texts[column]
    local whole = math.min(letters(text), LONG)
    minimum = math.max(minimum, numeric and whole or longest_word(text))
    preferred = math.max(preferred, whole)
  end
  return minimum + GAP, math.max(preferred, minimum) + GAP
end

local function sum(numbers)
  local total = 0
  for _, number in ipairs(numbers) do total = total + number end
  return total
end

-- Each column gets its minimum; the rest is shared among those that prefer more.
local function shared(minimum, preferred, line)
  local wanted, needed = sum(preferred), sum(minimum)
  if wanted <= line then return preferred end
  local part = math.max(0, line - needed) / math.max(1, wanted - needed)
  local widths = {}
  for column = 1, #minimum do widths[column] = minimum[column] + part * (preferred[column] - minimum[column]) end
  return widths
end

local function set_widths(tbl, heads, rows, line)
  local minimum, preferred = {}, {}
  for column, spec in ipairs(tbl.colspecs) do
    local numeric = spec[1] == 'AlignRight'
    minimum[column], preferred[column] = wants(column, rows, heads, numeric)
  end
  local widths = shared(minimum, preferred, line)
  local total = sum(widths)
  for column, spec in ipairs(tbl.colspecs) do spec[2] = widths[column] / total + 1e-6 end
  tbl.colspecs = tbl.colspecs
  tbl.attr.attributes.style = ('min-width: %dch'):format(math.ceil(math.min(sum(minimum), total)))
end

-- The significance marks at the end of a cell, and its text without them.
local function marks_of(cell, text)
  if text == '' or text:match('[%d%)%]]$') then return '', text end
  local marks = ''
  local plain = pandoc.Blocks(cell.contents):walk({
    Span = function(span)
      if not span.classes:includes('stars') then return nil end
      marks = marks .. pandoc.utils.stringify(span)
      return pandoc.Inlines({})
    end,
  })
  return marks, pandoc.utils.stringify(plain)
end

-- The part of a number after the position at which it is aligned; nil if the text is not a single number.
local function fraction_of(text)
  return text:match('^[^%d%.%[%(]*%d[%d,]*(%.%d+)$') or text:match('^[^%d%.%[%(]*(%.%d+)$')
    or text:match('^[^%d%.%[%(]*%d[%d,]*()$') and ''
end

-- Adds space for the characters that a number lacks at its end, without text that could be copied.
local function pad(cell, signs)
  local home = cell.contents[#cell.contents]
  if signs == '' or not home or not home.content then return end
  local last = home.content[#home.content]
  if last and last.t == 'Span' and last.classes:includes('shade') then home = last end
  home.content:insert(pandoc.Span({}, pandoc.Attr('', { 'pad' }, { ['data-pad'] = signs })))
end

-- Adds the same space beside a heading, next to all of its lines.
local function pad_head(cell, signs)
  local home = cell.contents[#cell.contents]
  if signs == '' or not home or not home.content then return end
  local text = pandoc.Span(home.content)
  local room = pandoc.Span({}, pandoc.Attr('', { 'pad' }, { ['data-pad'] = signs }))
  home.content = pandoc.Inlines({ pandoc.Span({ text, room }, pandoc.Attr('', { 'padded' })) })
end

local function longest_end(ends)
  local fraction, marks = '', ''
  for _, each in ipairs(ends) do
    local own_marks, own = each.marks, fraction_of(each.text)
    if own and #own > #fraction then fraction = own end
    if own and letters(own_marks) > letters(marks) then marks = own_marks end
  end
  return fraction:gsub('%d', '0'), marks
end

local function missing(whole, part) return whole:sub((utf8.offset(whole, letters(part) + 1) or #whole + 1)) end

local function align(column, rows, texts, heads)
  local ends = {}
  for place, cells in ipairs(rows) do
    local marks, text = '', ''
    if cells[column] then marks, text = marks_of(cells[column], texts[place][column]) end
    ends[place] = { marks = marks, text = text }
  end
  local fraction, marks = longest_end(ends)
  if fraction == '' and marks == '' then return end
  for place, cells in ipairs(rows) do
    local cell = cells[column]
    local own_marks, text = ends[place].marks, ends[place].text
    local own = fraction_of(text)
    if own and cell then
      pad(cell, missing(fraction, own) .. missing(marks, own_marks))
    elseif cell and letters(text) == 1 then
      pad(cell, marks)
    end
  end
  for _, cells in ipairs(heads) do
    if cells[column] then pad_head(cells[column], marks) end
  end
end

local function laid_out(tbl, line)
  local columns, rows = #tbl.colspecs, pandoc.List()
  for _, body in ipairs(tbl.bodies) do
    body.body = pandoc.List(body.body):map(function(row)
      if is_group(row) then return spread(row, columns) end
      rows:insert(row)
      return row
    end)
  end
  local function texts(cells) return texts_of(cells, columns) end
  local heads, cells = placed(tbl.head.rows, columns), placed(rows, columns)
  local read = cells:map(texts)
  if has_spans(rows) then tbl.classes = { 'spans' } end
  set_widths(tbl, heads:map(texts), read, line)
  for column, spec in ipairs(tbl.colspecs) do
    if spec[1] == 'AlignRight' then align(column, cells, read, heads) end
  end
  return tbl
end

local function float(div)
  if not div.classes:includes('stat-table') then return nil end
  local line = div.classes:includes('wide') and TURNED or LINE
  div.content = div.content:map(function(block)
    if block.t ~= 'Table' then return block end
    return pandoc.Div({ laid_out(block, line) }, pandoc.Attr('', { 'table-scroll' }, { tabindex = '0' }))
  end)
  return div
end

return { Div = float }
