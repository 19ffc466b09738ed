-- Translates constructs that some formats lack into forms that every filter or style sheet knows: page breaks, line
-- breaks, task lists, and formulas that print rows.

local common = dofile(debug.getinfo(1, 'S').source:match('^@?(.*[/\\])') .. 'common.lua')

local BREAKS = { ['\\newpage'] = true, ['\\pagebreak'] = true, ['\\clearpage'] = true }
local SHORTCODE = '{{<%s*(%S+).->}}'

local function page_break() return pandoc.Div({}, pandoc.Attr('', { 'page-break' })) end

local function is_tex(raw) return raw.format == 'tex' or raw.format == 'latex' end

local function RawBlock(block)
  if is_tex(block) and BREAKS[block.text:match('^%s*(.-)%s*$')] then return page_break() end
end

local function RawInline(inline)
  if inline.format:match('^html') and inline.text:match('^<[bB][rR]%s*/?>$') then return pandoc.LineBreak() end
end

local function breaks_page(block)
  if #block.content == 1 and block.content[1].t == 'RawInline' and BREAKS[block.content[1].text] then return true end
  return common.text_of(block):match('^%s*' .. SHORTCODE .. '%s*$') == 'pagebreak'
end

local function check_shortcodes(block)
  if not block.content:find_if(function(each) return each.t == 'Str' and each.text:match('{{<') end) then return nil end
  local text = common.text_of(block):gsub('{{{<.->}}}', '')
  local name = text:match(SHORTCODE)
  local open = text:gsub(SHORTCODE, ''):match('{{<%s*%S*')
  if open then
    common.fault(open, 'opens a shortcode that is not closed', 'end it with >}}, or show it as {{{< … >}}}')
  elseif name then
    local inside = name == 'pagebreak'
    common.fault('{{< ' .. name, inside and 'calls pagebreak inside a paragraph' or
      'calls the shortcode ' .. name .. ', which requires Quarto',
      inside and 'put it in a separate paragraph' or 'remove it, or render with Quarto')
  end
end

local function Para(para)
  if breaks_page(para) then return page_break() end
  return check_shortcodes(para)
end

-- A row printed at the outer level of a formula is placed between the parts of the formula before and after it.
local ROW = '(%b[])({#o%d+ %.[^{}]*})'

local function depth_of(tex)
  local depth = 0
  for bracket in tex:gmatch('\\?[{}]') do
    depth = depth + (bracket == '{' and 1 or bracket == '}' and -1 or 0)
  end
  for side in tex:gmatch('\\(%a+)') do
    depth = depth + ((side == 'left' or side == 'begin') and 1 or (side == 'right' or side == 'end') and -1 or 0)
  end
  return depth
end

local function part(tex) return tex:match('%S') and pandoc.Inlines({ pandoc.Math('InlineMath', tex) }) or pandoc.Inlines({}) end

local function script_around(before, after)
  return before:match('[_^]%s*$') or after:match('^%s*[_^]')
end

local function Math(math)
  local start, finish, text, braces = math.text:find(ROW)
  if not start then return nil end
  local before, after = math.text:sub(1, start - 1), math.text:sub(finish + 1)
  if math.mathtype ~= 'InlineMath' or depth_of(before) ~= 0 or script_around(before, after) then
    common.fault(braces:match('data%-stat="([^"]*)"') or '', 'is printed inside a formula: ' .. before .. '…',
      'end the formula before it: $…$ << … >>')
    return nil
  end
  local row = pandoc.read(text .. braces, 'markdown').blocks[1].content
  local gap = before:match('%s$') and pandoc.Inlines({ pandoc.Str('\u{a0}') }) or pandoc.Inlines({})
  local rest = Math(pandoc.Math('InlineMath', after)) or part(after)
  return part(before) .. gap .. row .. rest
end

local BOXES = { ['☐'] = true, ['☒'] = true }

-- The checkbox of a task is text, so that it is the same in each format.
local function BulletList(list)
  for _, item in ipairs(list.content) do
    local first = item[1] and item[1].content and item[1].content[1]
    if first and first.t == 'Str' and BOXES[first.text] then
      item[1].content[1] = pandoc.Span({ first }, pandoc.Attr('', { 'task' }))
    end
  end
  return list
end

-- The heading at the start of a callout is its title, not a section, as in Quarto.
local function Div(div)
  local title = div.content[1]
  local is_callout = div.classes:find_if(function(class) return class:match('^callout%-') end)
  if quarto or not is_callout or not title or title.t ~= 'Header' then return nil end
  div.content[1] = pandoc.Div({ pandoc.Para({ pandoc.Strong(title.content) }) }, pandoc.Attr('', { 'callout-title' }))
  return div
end

-- Three braces show a shortcode, as in Quarto.
local function shown(inline)
  local text = inline.text:gsub('{{{<', '{{<'):gsub('>}}}', '>}}')
  if text == inline.text then return nil end
  inline.text = text
  return inline
end

-- Marks references to items of example lists, which pandoc has replaced by numbers.
local function mark_examples(doc)
  local count = 0
  doc:walk({
    OrderedList = function(list)
      if list.listAttributes.style == 'Example' then count = count + #list.content end
    end,
  })
  if count == 0 then return nil end
  return doc:walk({
    Str = function(str)
      local before, number, after = str.text:match('^(%()(%d+)(%).*)$')
      if not number or tonumber(number) > count then return nil end
      local mark = pandoc.Span({ pandoc.Str(number) }, pandoc.Attr('', { 'example-number' }))
      return pandoc.Inlines({ pandoc.Str(before), mark, pandoc.Str(after) })
    end,
  })
end

return {
  { Pandoc = mark_examples },
  { Div = Div },
  { RawBlock = RawBlock, RawInline = RawInline, Para = Para, Plain = check_shortcodes, Header = check_shortcodes,
    Math = Math, BulletList = BulletList },
  { Str = shown, Code = shown, CodeBlock = shown },
}
