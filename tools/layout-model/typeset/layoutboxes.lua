-- Exact boxes of layout elements on pages typeset by LuaLaTeX.
--
-- Every element gets an instance number, kept in a node attribute, so that each glyph, rule and box knows its
-- element whatever TeX does with it afterwards: breaking lines, columns and pages, moving floats and footnotes.
-- When a page is shipped out, late_lua nodes around each run of nodes of one instance ask the back end for the
-- position, so TeX itself does the arithmetic, right-to-left text included. The pieces go to JOBNAME.boxes:
--   P <page> <width> <height>                       a page, in big points
--   <page> <instance> <class> <x0> <y0> <x1> <y1>   a piece, from the upper left corner of the page
-- With the variable colours set before the package is loaded, every instance is also printed in a colour of its
-- own (number * 40503 mod 2^24, see rgb), for checking the boxes against ink.
local M = {}

local SP = 65781.76                                  -- scaled points in a big point
local get, set = node.get_attribute, node.set_attribute
local GLYPH, DISC, RULE, HLIST, VLIST = node.id('glyph'), node.id('disc'), node.id('rule'), node.id('hlist'), node.id('vlist')
local GLUE, KERN, MATH, WHATSIT, MARGIN = node.id('glue'), node.id('kern'), node.id('math'), node.id('whatsit'), node.id('margin_kern')
local INVISIBLE = { [GLUE] = true, [KERN] = true, [MATH] = true, [MARGIN] = true }
local RUNNING = -1073741824
local WIDE = 15 * 65536

-- Classes whose content never starts another element, save for the exceptions.
local CLOSED = {
  Title = {}, ['Section-header'] = {}, Abstract = {}, Caption = {}, Footnote = {}, Formula = {}, Picture = {}, Code = { Caption = true }, Ignore = {},
  ['Page-header'] = {}, ['Page-footer'] = {}, Table = { Caption = true, TableBox = true }, TableBox = {},
  Auto = { Title = true, ['Section-header'] = true, Abstract = true, Formula = true, Picture = true, ['List-item'] = true },
}
-- Boxes that count as a whole, whatever is in them; positions within scaled boxes are not known.
local WHOLE = { Picture = true, TableBox = true }
local RULED = { Table = true, Formula = true }       -- their rules count, not only their letters
-- Classes that start wherever they are.
local FORCED = { Footnote = true, ['Page-header'] = true, ['Page-footer'] = true, Ignore = true }

local attribute                                      -- set by init
local class_of = {}                                  -- instance -> class
local file, page, height

function M.init(number)
  attribute = number
end

function M.new(class)
  local current = class_of[tex.getattribute(attribute)]
  local closed = current and CLOSED[current]
  if closed and not closed[class] and (not FORCED[class] or current == class) then return end
  class_of[#class_of + 1] = class
  tex.setattribute(attribute, #class_of)
end

function M.reset()
  tex.setattribute(attribute, -0x7FFFFFFF)
end

-- A paragraph outside all elements is a Text of its own. Cells of front matter stay as they are.
local function claim(head, instance, within)
  for n in node.traverse(head) do
    local class = class_of[get(n, attribute) or 0]
    if class == nil or class == 'Auto' and not within then set(n, attribute, instance) end
    if n.id == HLIST or n.id == VLIST then
      if n.head then claim(n.head, instance, within or n.id == VLIST) end
    elseif n.id == DISC then
      for _, part in ipairs { 'pre', 'post', 'replace' } do
        if n[part] then claim(n[part], instance, within) end
      end
    end
  end
end

luatexbase.add_to_callback('pre_linebreak_filter', function(head)
  class_of[#class_of + 1] = 'Text'
  claim(head, #class_of)
  return true
end, 'layoutboxes.paragraph')

local function rgb(instance)
  local c = (instance * 40503) % 0x1000000
  return ('%.4f %.4f %.4f'):format((c >> 16) / 255, ((c >> 8) & 255) / 255, (c & 255) / 255)
end

local function late(action)
  local n = node.new('whatsit', 'late_lua')
  n.data = action
  return n
end

local function literal(text)
  local n = node.new('whatsit', 'pdf_literal')
  n.mode, n.data = 1, text
  return n
end

local function write(instance, x0, y0, x1, y1)
  if x1 < x0 then x0, x1 = x1, x0 end
  file:write(('%d %d %s %.2f %.2f %.2f %.2f\n'):format(page, instance, class_of[instance], x0 / SP, y0 / SP, x1 / SP, y1 / SP))
end

-- Record what lies between the nodes first and last of a list, `above` and `below` its baseline.
-- `width` is given where the two do not follow each other along the baseline (vertical lists).
local function record(head, first, last, instance, above, below, width)
  local x0, y0
  local start = late(function() x0, y0 = pdf.getpos() end)
  local stop = late(function()
    local x1, y1 = pdf.getpos()
    if width then
      write(instance, x0, height - y0 - above, x0 + width, height - y0 + below)
    else
      write(instance, x0, height - y0 - above, x1, height - y1 + below)
    end
  end)
  head = node.insert_before(head, first, start)
  head = node.insert_after(head, last, stop)
  if M.colours then
    local c = rgb(instance)
    head = node.insert_after(head, start, literal(c .. ' rg ' .. c .. ' RG'))
    head = node.insert_before(head, stop, literal('0 g 0 G'))
  end
  return head
end

local function extent(n)
  local above, below, own = 0, 0
  for glyph in node.traverse_id(GLYPH, n) do
    own = own or get(glyph, attribute) or 0
    above, below = math.max(above, glyph.height + glyph.yoffset), math.max(below, glyph.depth - glyph.yoffset)
  end
  return above, below, own
end

local walk

local function walk_horizontal(box)
  local first, last, instance, above, below
  local function close()
    if first then box.head = record(box.head, first, last, instance, above, below) end
    first = nil
  end
  local n = box.head
  while n do
    local following, id = n.next, n.id
    local own = get(n, attribute) or 0
    if id == GLYPH or id == DISC and n.replace then
      local a, d
      if id == GLYPH then
        a, d = n.height + n.yoffset, n.depth - n.yoffset
      else
        a, d, own = extent(n.replace)
      end
      own = own or instance                          -- a kern in a discretionary
      if own ~= instance then close() end
      if not first then
        if class_of[own] then first, last, instance, above, below = n, n, own, a, d end
      else
        last, above, below = n, math.max(above, a), math.max(below, d)
      end
    elseif id == HLIST or id == VLIST then
      close()
      if WHOLE[class_of[own]] and n.subtype == 2 then
        box.head = record(box.head, n, n, own, n.height - n.shift, n.depth + n.shift)
      else
        walk(n)
      end
    elseif id == RULE then
      close()
      if RULED[class_of[own]] then
        local a = n.height == RUNNING and box.height or n.height
        local d = n.depth == RUNNING and box.depth or n.depth
        if a + d > 0 and n.width > 0 then box.head = record(box.head, n, n, own, a, d) end
      end
    elseif not INVISIBLE[id] and id ~= WHATSIT then
      close()
    elseif id == GLUE and n.leader and n.leader.id == RULE then
      close()                                        -- a rule that fills cells
      if RULED[class_of[own]] then box.head = record(box.head, n, n, own, n.leader.height, n.leader.depth) end
    elseif id == GLUE and (n.subtype >= 100 or node.effective_glue(n, box) > WIDE) or id == KERN and n.kern > WIDE then
      close()                                        -- leaders, or a gap between things set apart
    end
    n = following
  end
  close()
end

local function walk_vertical(box)
  local n = box.head
  while n do
    local following, id = n.next, n.id
    if id == HLIST or id == VLIST then
      local own = get(n, attribute)
      if id == HLIST and n.subtype == 2 and WHOLE[class_of[own or 0]] then
        local wrapped = node.hpack(node.copy(n))     -- in a line of its own, so that a run can surround it
        wrapped.shift, wrapped.head.shift = n.shift, 0
        box.head = node.insert_before(box.head, n, wrapped)
        box.head = node.remove(box.head, n)
        wrapped.head = record(wrapped.head, wrapped.head, wrapped.head, own, wrapped.height, wrapped.depth)
      else
        walk(n)
      end
    elseif id == RULE then
      local own = get(n, attribute)
      if RULED[class_of[own or 0]] then
        local w = n.width == RUNNING and box.width or n.width
        if box.dir == 'TRT' then w = -w end
        if w ~= 0 and n.height + n.depth > 0 then box.head = record(box.head, n, n, own, 0, n.height + n.depth, w) end
      end
    end
    n = following
  end
end

function walk(box)
  if not box.head then return end
  if box.id == HLIST then walk_horizontal(box) else walk_vertical(box) end
end

-- Called with the box of the page before it is shipped out.
function M.page(box)
  file = file or io.open(tex.jobname .. '.boxes', 'w')
  page = (page or 0) + 1
  local number, high = page, tex.pageheight
  file:write(('P %d %.2f %.2f\n'):format(page, tex.pagewidth / SP, high / SP))
  height = high
  walk(box)
end

luatexbase.add_to_callback('wrapup_run', function() if file then file:close() end end, 'layoutboxes.close')

return M
