-- Word: each number becomes a content control that bears its row's id, beside a bookmark that bears the id of
-- the occurrence; floats, tables and the title block get named styles. What Word's XML holds and pandoc cannot
-- write (sections, rules, shading) is left to `report.render.word`, which finds processing instructions here.

local CONTROL = '<w:bookmarkStart w:id="%d" w:name="%s"/><w:sdt><w:sdtPr><w:alias w:val="%s"/>'
  .. '<w:tag w:val="%s"/>%s</w:sdtPr><w:sdtContent>'
local END = '</w:sdtContent></w:sdt><w:bookmarkEnd w:id="%d"/>'
-- Bookmarks need numbers that no bookmark of pandoc's has.
local FIRST = 500000

local function raw(text) return pandoc.RawInline('openxml', text) end

local function styled(name, blocks) return pandoc.Div(blocks, { ['custom-style'] = name }) end

local function plain_text(inlines)
  return inlines:find_if(function(each) return each.t ~= 'Str' and each.t ~= 'Space' end) == nil
end

-- The content control of a span; `number` counts all controls of the document.
local function control(span, number)
  local id = span.attributes['data-stat'] or span.attributes['data-claim']
  local bookmark = span.identifier ~= '' and span.identifier or 'unnumbered_' .. number
  local kind = plain_text(span.content) and '<w:text/>' or '<w:richText/>'
  local inlines = pandoc.Inlines(raw(CONTROL:format(FIRST + number, bookmark, id, id, kind)))
  inlines:extend(span.content)
  inlines:insert(raw(END:format(FIRST + number)))
  return inlines
end

local function controls(doc)
  local number = 0
  return doc:walk({
    Span = function(span)
      if not (span.attributes['data-stat'] or span.attributes['data-claim']) then return nil end
      number = number + 1
      return control(span, number)
    end,
  })
end

local function has_class(name)
  return function(inline) return inline.t == 'Span' and inline.classes:includes(name) end
end

-- Takes the spans of a class out of a cell; their content stays. Says what the first of them was.
local function without(cell, class)
  local found
  cell.contents = cell.contents:walk({
    Span = function(span)
      if not has_class(class)(span) then return nil end
      found = found or span
      return span.content
    end,
  })
  return found
end

local function shade(cell)
  local span = without(cell, 'shade')
  if not span or not cell.contents[1] then return end
  cell.contents[1].content:insert(raw('<?tracepaper shade ' .. span.attributes['data-shade'] .. '?>'))
end

local function dress_cell(cell, style)
  shade(cell)
  if without(cell, 'indent') then style = 'Table Indent' end
  local paragraphs = cell.contents:map(function(block)
    return block.t == 'Plain' and pandoc.Para(block.content) or block
  end)
  cell.contents = pandoc.Blocks(styled(style, paragraphs))
end

local function group_row(row)
  local first = row.cells[1]
  if not without(first, 'group') then return false end
  first.col_span = #row.cells
  row.cells = pandoc.List({ first })
  dress_cell(first, 'Table Group')
  return true
end

local function Table(table)
  for _, row in ipairs(table.head.rows) do
    for _, cell in ipairs(row.cells) do dress_cell(cell, 'Table Head') end
  end
  for _, body in ipairs(table.bodies) do
    for _, row in ipairs(body.body) do
      if not group_row(row) then
        for _, cell in ipairs(row.cells) do dress_cell(cell, 'Table Text') end
      end
    end
  end
  return table
end

-- Tells the last step that a table's author holds it for wide: it turns the page rather than break its lines.
local function wide(div)
  return div:walk({
    Table = function(table)
      local row = table.head.rows[1]
      local block = row and row.cells[1] and row.cells[1].contents[1]
      if not block or not block.content then return nil end
      block.content:insert(raw('<?tracepaper wide?>'))
      return table
    end,
  })
end

local function Div(div)
  if div.classes:includes('table-note') then return styled('Table Note', div.content) end
  if div.classes:includes('stat-table') and div.classes:includes('wide') then return wide(div) end
end

-- A float's label is set apart; a reference into the other document is a link to the file beside this one.
local function Span(span)
  if span.classes:includes('float-label') then return pandoc.Strong(span.content) end
  if span.classes:includes('see') and span.attributes['data-document'] then
    local file = span.attributes['data-document'] .. '.docx'
    return pandoc.Link(span.content, file .. '#' .. span.attributes['data-target'])
  end
end

-- Pandoc embeds the raster; the vector picture is joined to it afterwards.
local function Image(image)
  local src = image.src:gsub('^%.%./', '')
  if not src:match('^figures/.*%.svg$') then return nil end
  image.src = image.src:gsub('%.svg$', '.png')
  local alt = image.attributes['fig-alt']
  if alt then
    image.caption = pandoc.Inlines(alt)
    image.attributes['fig-alt'] = nil
  end
  return image
end

local function text_of(value) return value and pandoc.utils.stringify(value) or '' end

-- The affiliations of all authors, each once.
local function affiliations(list)
  local places = pandoc.List()
  for _, author in ipairs(list) do
    for _, place in ipairs(author.affiliations or {}) do
      local name = text_of(place)
      if name ~= '' and not places:includes(name) then places:insert(name) end
    end
  end
  return table.concat(places, '; ')
end

local function keywords(meta)
  if not meta.keywords then return '' end
  local words = pandoc.List(meta.keywords):map(text_of)
  return table.concat(words, ', ')
end

local function line(style, text) return styled(style, { pandoc.Para(pandoc.Inlines(text)) }) end

-- Whether the metadata's authors are still what was written: Quarto has put names in their place.
local function are_records(list)
  return pandoc.utils.type(list) == 'List' and pandoc.utils.type(list[1]) == 'table'
end

-- What follows the authors; `report.render.word` moves it there, since pandoc puts the abstract first.
local function title_block(doc)
  local meta, blocks = doc.meta, pandoc.Blocks({})
  if are_records(meta.author) then
    blocks:insert(line('Affiliation', affiliations(meta.author)))
    meta.author = meta.author:map(function(author) return pandoc.MetaInlines(author.name) end)
  end
  if meta.banner then blocks:insert(line('Banner', text_of(meta.banner))) end
  local words = keywords(meta)
  if words ~= '' then
    local inlines = pandoc.Inlines({ pandoc.Strong('Keywords:'), pandoc.Space() })
    inlines:extend(pandoc.Inlines(words))
    blocks:insert(styled('Keywords', { pandoc.Para(inlines) }))
  end
  blocks:extend(doc.blocks)
  doc.blocks = blocks
  return doc
end

-- Controls come last: what they enclose is then as it will be printed.
return {
  { Div = Div },
  { Table = Table, Span = Span, Image = Image },
  { Pandoc = function(doc) return controls(title_block(doc)) end },
}
