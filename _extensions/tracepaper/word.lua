-- Word: each number becomes a content control with the id of its row, next to a bookmark with the id of
-- the occurrence; floats, tables and the title block get named styles. Features that pandoc cannot write
-- (sections, rules, shading) are added by `report.render.word`, guided by processing instructions from here.

local CONTROL = '<w:bookmarkStart w:id="%d" w:name="%s"/><w:sdt><w:sdtPr><w:alias w:val="%s"/>'
  .. '<w:tag w:val="%s"/>%s</w:sdtPr><w:sdtContent>'
-- A bookmark ends inside its control, since LibreOffice 7.4 otherwise writes some controls twice.
-- In notes it ends after the control, since LibreOffice drops controls there and keeps only the bookmark's text.
local END = '<w:bookmarkEnd w:id="%d"/></w:sdtContent></w:sdt>'
local END_IN_NOTE = '</w:sdtContent></w:sdt><w:bookmarkEnd w:id="%d"/>'
-- The numbers of bookmarks must differ from those of pandoc's own.
local FIRST = 500000

local function raw(text) return pandoc.RawInline('openxml', text) end

local function text_of(value) return value and pandoc.utils.stringify(value) or '' end

local function styled(name, blocks) return pandoc.Div(blocks, { ['custom-style'] = name }) end

local function plain_text(inlines)
  return inlines:find_if(function(each) return each.t ~= 'Str' and each.t ~= 'Space' end) == nil
end

-- The content control of a span that refers to a row; `number` counts all controls of the document.
local function control(span, id, number)
  local inlines = span.content
  local bookmark = span.identifier ~= '' and span.identifier or 'unnumbered_' .. number
  local kind = plain_text(inlines) and '<w:text/>' or '<w:richText/>'
  local ending = span.classes:includes('in-note') and END_IN_NOTE or END
  inlines:insert(1, raw(CONTROL:format(FIRST + number, bookmark, id, id, kind)))
  inlines:insert(raw(ending:format(FIRST + number)))
  return inlines
end

local function ids_in_notes(doc)
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

-- A numbered equation is one formula, followed by its number.
local function equation(span)
  local math, number = span.content[1], text_of(span.content[2])
  math.text = ('%s \\qquad \\text{%s}'):format(math.text:match('^%s*(.-)%s*$'), number)
  return pandoc.Span({ math }, pandoc.Attr(span.identifier))
end

-- Styles the label of a float, and turns a reference to another document into a link to its file.
local function label_or_link(span)
  local classes = span.classes
  if classes:includes('float-label') then return pandoc.Strong(span.content) end
  if classes:includes('equation') then return equation(span) end
  if classes:includes('see') and span.attributes['data-document'] then
    local file = span.attributes['data-document'] .. '.docx'
    return pandoc.Link(span.content, file .. '#' .. span.attributes['data-target'])
  end
end

-- Walks through all spans once; those that refer to rows become controls.
local function spans(doc)
  local number = 0
  return ids_in_notes(doc):walk({
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

-- The content of a cell without its formatting spans, which may be nested or inside strong text;
-- the first of each kind is stored in `marks`. (Walking through each cell takes several times as long.)
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

-- Styles a cell's texts, and returns whether it is a group heading.
local function style_cell(cell, style)
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

local function style_row(row, style)
  local cells = row.cells
  if not cells[1] then return end
  if style_cell(cells[1], style) then
    cells[1].col_span = #cells
    row.cells = pandoc.List({ cells[1] })
  else
    for place = 2, #cells do style_cell(cells[place], style) end
  end
end

local function Table(table)
  for _, row in ipairs(table.head.rows) do style_row(row, 'Table Head') end
  for _, body in ipairs(table.bodies) do
    for _, row in ipairs(body.body) do style_row(row, 'Table Text') end
  end
  return table
end

-- Marks a table as wide for the last step, which turns the page rather than break its lines.
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

local PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

local function Div(div)
  if div.classes:includes('page-break') then return pandoc.RawBlock('openxml', PAGE_BREAK) end
  if div.classes:includes('table-note') then return styled('Table Note', div.content) end
  if div.classes:includes('stat-table') and div.classes:includes('wide') then return wide(div) end
end

-- Pandoc embeds the raster picture; the vector picture is added to it afterwards.
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

local function keywords(meta)
  if not meta.keywords then return '' end
  local words = pandoc.List(meta.keywords):map(text_of)
  return table.concat(words, ', ')
end

local function superscript(marks)
  return marks ~= '' and pandoc.Inlines({ pandoc.Superscript(marks) }) or pandoc.Inlines({})
end

-- The names of all authors with the marks of their affiliations.
local function byline(people)
  local names = pandoc.Inlines({})
  for place, each in ipairs(people) do
    if place > 1 then names:extend({ pandoc.Str(','), pandoc.Space() }) end
    names:extend(each.name)
    names:extend(superscript(text_of(each.marks)))
  end
  return names
end

local function paragraph(style, inlines) return styled(style, { pandoc.Para(inlines) }) end

-- The paragraphs that follow the title; `report.render.word` moves them there, since pandoc puts the abstract first.
local function authors(meta)
  local blocks = pandoc.Blocks({})
  if not meta.byline then return blocks end
  blocks:insert(paragraph('Byline', byline(meta.byline)))
  for _, each in ipairs(meta['affiliation-lines'] or {}) do
    blocks:insert(paragraph('Affiliation', superscript(text_of(each.number)) .. each.text))
  end
  for _, each in ipairs(meta['author-notes'] or {}) do blocks:insert(paragraph('Author Note', each)) end
  return blocks
end

local function title_block(doc)
  local meta = doc.meta
  local blocks = authors(meta)
  if meta.banner then blocks:insert(paragraph('Banner', meta.banner)) end
  local words = keywords(meta)
  if words ~= '' then
    local title = meta.words and text_of(meta.words['keywords-title']) or 'Keywords'
    local inlines = pandoc.Inlines({ pandoc.Strong(title .. ':'), pandoc.Space() })
    inlines:extend(pandoc.Inlines(words))
    blocks:insert(styled('Keywords', { pandoc.Para(inlines) }))
  end
  blocks:extend(doc.blocks)
  doc.blocks = blocks
  return doc
end

-- Controls are added last, when their content is in its final form.
return {
  { Div = Div },
  { Table = Table, Image = Image },
  { Pandoc = function(doc) return spans(title_block(doc)) end },
}
