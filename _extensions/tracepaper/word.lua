-- Word: each number becomes a content control that bears its row's id, beside a bookmark that bears the id of
-- the occurrence; floats, tables and the title block get named styles. What Word's XML holds and pandoc cannot
-- write (sections, rules, shading) is left to `report.render.word`, which finds processing instructions here.

local CONTROL = '<w:bookmarkStart w:id="%d" w:name="%s"/><w:sdt><w:sdtPr><w:alias w:val="%s"/>'
  .. '<w:tag w:val="%s"/>%s</w:sdtPr><w:sdtContent>'
-- A bookmark ends inside its control, since LibreOffice 7.4 writes some controls twice where it ends behind them.
-- In notes it ends behind: there that program drops the control, and keeps the text of such a bookmark alone.
local END = '<w:bookmarkEnd w:id="%d"/></w:sdtContent></w:sdt>'
local END_IN_NOTE = '</w:sdtContent></w:sdt><w:bookmarkEnd w:id="%d"/>'
-- Bookmarks need numbers that no bookmark of pandoc's has.
local FIRST = 500000

local function raw(text) return pandoc.RawInline('openxml', text) end

local function styled(name, blocks) return pandoc.Div(blocks, { ['custom-style'] = name }) end

local function plain_text(inlines)
  return inlines:find_if(function(each) return each.t ~= 'Str' and each.t ~= 'Space' end) == nil
end

-- The content control of a span that tells of a row; `number` counts all controls of the document.
local function control(span, id, number)
  local inlines = span.content
  local bookmark = span.identifier ~= '' and span.identifier or 'unnumbered_' .. number
  local kind = plain_text(inlines) and '<w:text/>' or '<w:richText/>'
  local ending = span.classes:includes('in-note') and END_IN_NOTE or END
  inlines:insert(1, raw(CONTROL:format(FIRST + number, bookmark, id, id, kind)))
  inlines:insert(raw(ending:format(FIRST + number)))
  return inlines
end

local function said_in_notes(doc)
  return doc:walk({
    Note = function(note)
      return note:walk({
        Span = function(span)
          span.classes:insert('in-note')
          return span
        end,
      })
    end,
  })
end

-- A float's label is set apart; a reference into the other document is a link to the file beside this one.
local function label_or_link(span)
  local classes = span.classes
  if classes:includes('float-label') then return pandoc.Strong(span.content) end
  if classes:includes('see') and span.attributes['data-document'] then
    local file = span.attributes['data-document'] .. '.docx'
    return pandoc.Link(span.content, file .. '#' .. span.attributes['data-target'])
  end
end

-- Walks through all spans once; those that tell of rows become controls.
local function spans(doc)
  local number = 0
  return said_in_notes(doc):walk({
    Span = function(span)
      local attributes = span.attributes
      local id = attributes['data-stat'] or attributes['data-claim']
      if not id then return label_or_link(span) end
      number = number + 1
      return control(span, id, number)
    end,
  })
end

local MARKS = { shade = true, indent = true, group = true }

local function is_mark(class) return MARKS[class] end

-- What a cell holds without the spans that say how it looks, which stand alone, in each other or in strong text;
-- `marks` gets the first of each. (A walk through each cell takes several times as long.)
local function unmarked(inlines, marks)
  local plain = pandoc.Inlines({})
  for _, inline in ipairs(inlines) do
    local kind = inline.t
    local mark = kind == 'Span' and inline.classes:find_if(is_mark)
    if mark then
      marks[mark] = marks[mark] or inline
      plain:extend(unmarked(inline.content, marks))
    else
      if kind == 'Strong' then inline.content = unmarked(inline.content, marks) end
      plain:insert(inline)
    end
  end
  return plain
end

-- Gives a cell's texts a style, and tells whether it is the head of a group.
local function dress_cell(cell, style)
  local marks = {}
  local blocks = cell.contents:map(function(block)
    if block.t ~= 'Plain' and block.t ~= 'Para' then return block end
    return pandoc.Para(unmarked(block.content, marks))
  end)
  if marks.shade then
    blocks[1].content:insert(raw('<?tracepaper shade ' .. marks.shade.attributes['data-shade'] .. '?>'))
  end
  style = marks.indent and 'Table Indent' or marks.group and 'Table Group' or style
  cell.contents = pandoc.Blocks(styled(style, blocks))
  return marks.group
end

local function dress_row(row, style)
  local cells = row.cells
  if dress_cell(cells[1], style) then
    cells[1].col_span = #cells
    row.cells = pandoc.List({ cells[1] })
  else
    for place = 2, #cells do dress_cell(cells[place], style) end
  end
end

local function Table(table)
  for _, row in ipairs(table.head.rows) do dress_row(row, 'Table Head') end
  for _, body in ipairs(table.bodies) do
    for _, row in ipairs(body.body) do dress_row(row, 'Table Text') end
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
  { Table = Table, Image = Image },
  { Pandoc = function(doc) return spans(title_block(doc)) end },
}
