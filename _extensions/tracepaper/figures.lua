-- Converts figures written in Markdown to divs like those of products, which crossref.lua numbers:
--   ![Caption.](photo.png){#fig-photo}      a paragraph with a single picture
--   ::: {#fig-both layout-ncol=2}           a div whose pictures are sub-figures, its last paragraph the caption
-- A picture with a caption and without a label is a figure without a number.

local LETTERS = 'abcdefghijklmnopqrstuvwxyz'
local SPACES = { Space = true, SoftBreak = true, LineBreak = true }

local function is_figure(id) return id:match('^fig%-') ~= nil end

-- The pictures of a paragraph that contains only pictures.
local function pictures_of(block)
  if block.t ~= 'Para' and block.t ~= 'Plain' then return pandoc.List() end
  local images = pandoc.List()
  for _, inline in ipairs(block.content) do
    if inline.t == 'Image' then
      images:insert(inline)
    elseif not SPACES[inline.t] then
      return pandoc.List()
    end
  end
  return images
end

-- A picture without its label and caption, which remain as its alternative text, and the caption.
local function parted(image)
  local caption = image.caption:clone()
  local alt = image.attributes['fig-alt']
  if alt and not image.src:match('^figures/[^/]+%.svg$') then
    image.attributes['fig-alt'] = nil
    image.caption = pandoc.Inlines(alt)
  else
    image.caption = pandoc.Inlines(pandoc.utils.stringify(caption))
  end
  image.identifier = ''
  return image, caption
end

local function figure(image)
  local id = image.identifier
  local picture, caption = parted(image)
  if is_figure(id) then
    return pandoc.Div({ pandoc.Plain({ picture }), pandoc.Para(caption) }, pandoc.Attr(id, { 'stat-figure' }))
  end
  local framed = pandoc.Figure({ pandoc.Plain({ picture }) }, { long = { pandoc.Plain(caption) } })
  return pandoc.Div({ framed }, pandoc.Attr(id, { 'stat-figure' }))
end

-- The sub-figures in a block of a figure's div, each as label, blocks of the picture, and caption.
local function parts_of(block)
  if block.t == 'Div' and is_figure(block.identifier) then
    local content = block.content:clone()
    local last = content[#content]
    local caption = last and #content > 1 and last.t == 'Para' and content:remove().content or pandoc.Inlines({})
    return { { id = block.identifier, content = content, caption = caption, attributes = block.attributes } }
  end
  return pictures_of(block):map(function(image)
    local id = image.identifier
    local picture, caption = parted(image)
    return { id = id, content = { pandoc.Plain({ picture }) }, caption = caption, attributes = {} }
  end)
end

local function part_div(part, number, home)
  local letter = LETTERS:sub(number, number)
  local label = pandoc.Span({ pandoc.Str('(' .. letter .. ')') }, pandoc.Attr('', { 'part-label' }))
  local caption = pandoc.Inlines({ label, pandoc.Space() }) .. part.caption
  local content = pandoc.Blocks(part.content):map(function(block)
    return block.t == 'Para' and pandoc.Plain(block.content) or block
  end)
  content:insert(pandoc.Div({ pandoc.Para(caption) }, pandoc.Attr('', { 'part-caption' })))
  local attributes = { ['data-part-of'] = home, ['data-part'] = letter }
  for name, value in pairs(part.attributes) do
    if name:match('^data%-') then attributes[name] = value end
  end
  return pandoc.Div(content, pandoc.Attr(part.id, { 'subfigure' }, attributes))
end

-- A div with several pictures or figures, which become sub-figures; its last paragraph is the common caption.
local function composed(div)
  local parts, rest = pandoc.List(), pandoc.Blocks({})
  for _, block in ipairs(div.content) do
    local found = parts_of(block)
    if #found > 0 then parts:extend(found) else rest:insert(block) end
  end
  if #parts < 2 then return nil end
  local columns = tonumber(div.attributes['layout-ncol']) or 1
  div.attributes['layout-ncol'] = nil
  local number = 0
  local divs = parts:map(function(part)
    number = number + 1
    return part_div(part, number, div.identifier)
  end)
  if not div.classes:includes('stat-figure') then div.classes:insert('stat-figure') end
  local grid = pandoc.Div(divs, pandoc.Attr('', { 'subfigures', 'of-' .. math.min(columns, 4) }))
  div.content = pandoc.Blocks({ grid }) .. rest
  return div
end

return function(doc)
  return doc:walk({
    traverse = 'topdown',
    Div = function(div)
      if not is_figure(div.identifier) then return nil end
      local made = composed(div) or div
      if not made.classes:includes('stat-figure') then made.classes:insert('stat-figure') end
      return made, false
    end,
    Table = function(table) return table, false end,
    Para = function(para)
      local images = pictures_of(para)
      if #images ~= 1 then return nil end
      local image = images[1]
      if is_figure(image.identifier) or #image.caption > 0 then return figure(image), false end
    end,
  })
end
