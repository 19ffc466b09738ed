-- The last step under Quarto: restores the labels that woven.lua hid from Quarto, and names the rows of numbers in JATS.

local HIDDEN = 'tracepaper%-'
local LABEL = 'data-label'

local function shown(id) return (id:gsub('^' .. HIDDEN, '')) end

function Div(div)
  if not div.identifier:match('^' .. HIDDEN) then return nil end
  div.identifier = shown(div.identifier)
  return div
end

local function labelled(float)
  local label = float.attributes[LABEL]
  if not label then return nil end
  float.identifier, float.attributes[LABEL] = label, nil
  return float
end

Table, Figure = labelled, labelled

function Link(link)
  if not link.target:match('^#' .. HIDDEN) then return nil end
  link.target = '#' .. shown(link.target:sub(2))
  return link
end

-- JATS has attributes for the term of a vocabulary, and none of the form data-….
function Span(span)
  local row = span.attributes['data-stat'] or span.attributes['data-claim']
  if not row or not FORMAT:match('^jats') then return nil end
  span.attributes['vocab'] = 'ledger'
  span.attributes['vocab-term-identifier'] = row
  return span
end
