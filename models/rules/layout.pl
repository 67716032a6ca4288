% Layout rules of printed pages. docs/rules.md explains the language, and lists these rules with their effect on real pages.
%
% Each reason is Name-Text: the name of the rule, and why it holds.

:- discontiguous drop/2, relabel/3, adjust/3, relation/3.

% --- what the classes are ---

prose('Text').
prose('List-item').
prose('Caption').
prose('Footnote').
prose('Section-header').
prose('Title').

block('Picture').
block('Table').

% --- duplicates, and parts of other elements ---

% Two boxes of prose for one and the same piece of text.
drop(A, duplicate-"a more confident element covers the same text") :-
    class(A, ClassOfA), prose(ClassOfA),
    class(B, ClassOfB), prose(ClassOfB),
    ClassOfA \== ClassOfB,
    confidence(A, OfA), confidence(B, OfB), OfB > 3 * OfA,
    iou(A, B, Share), Share > 0.7.

% A piece of a paragraph or list item that is an element already.
drop(A, part_of_text-"it lies in a more confident element of its class") :-
    class(A, Class), prose(Class),
    class(B, Class),
    confidence(A, OfA), confidence(B, OfB), OfB > 2 * OfA,
    covered(A, B, Share), Share > 0.9.

% Labels of a figure's axes, text of a screenshot.
drop(A, text_in_picture-"it lies in a picture that is more confident") :-
    class(A, Class), prose(Class),
    class(B, 'Picture'),
    stronger(B, A),
    covered(A, B, Share), Share > 0.9.

% Cells of a table.
drop(A, text_in_table-"it lies in a table that is more confident") :-
    class(A, Class), memberchk(Class, ['Text', 'List-item', 'Section-header', 'Title']),
    class(B, 'Table'),
    stronger(B, A),
    covered(A, B, Share), Share > 0.9.

% --- titles and headings ---

% A page has one title, at its top.
relabel(A, 'Section-header', title_below_heading-"a title or a section header stands above it") :-
    class(A, 'Title'),
    class(B, Class), memberchk(Class, ['Title', 'Section-header']),
    above(B, A, _).

relabel(A, 'Section-header', title_in_the_midst-"a title stands in the upper half of its page") :-
    class(A, 'Title'),
    top_share(A, Top), Top > 0.5.

relabel(A, 'Section-header', title_of_small_type-"its lines are hardly higher than those of the text") :-
    class(A, 'Title'),
    line_height(Line), height(A, Height), Height < 1.5 * Line.

% --- headers and footers ---

relabel(A, 'Text', header_band-"a page header stands in the top fifth of its page") :-
    class(A, 'Page-header'),
    top_share(A, Top), Top > 0.2.

relabel(A, 'Text', footer_band-"a page footer stands in the bottom fifth of its page") :-
    class(A, 'Page-footer'),
    top_share(A, Top), Top < 0.8.

% The page number, alone in the last line.
relabel(A, 'Page-footer', page_number-"a short line at the very foot of the page, below everything else") :-
    class(A, 'Text'),
    top_share(A, Top), Top > 0.92,
    page(PageWidth, _), width(A, Width), Width < 0.15 * PageWidth,
    line_height(Line), height(A, Height), Height < 2 * Line,
    \+ ( class(B, _), above(A, B, _) ).

% --- footnotes ---

relabel(A, 'Text', footnote_place-"a footnote stands in the lower half of its page") :-
    class(A, 'Footnote'),
    top_share(A, Top), Top < 0.5.

% --- lists ---

% A text between two items of a list, at the same left edge.
relabel(A, 'List-item', list_column-"it stands between two items of a list, aligned with them") :-
    class(A, 'Text'),
    neighbour_above(A, B), class(B, 'List-item'),
    neighbour_below(A, C), class(C, 'List-item'),
    left_edge(A, XA), left_edge(B, XB), left_edge(C, XC),
    line_height(Line),
    abs(XA - XB) < Line / 2, abs(XA - XC) < Line / 2.

% An item without any other one is a paragraph.
relabel(A, 'Text', list_of_one-"there is no other item of a list in its column") :-
    class(A, 'List-item'),
    confidence(A, Confidence), Confidence < 0.5,
    \+ ( class(B, 'List-item'), A \== B, under(A, B, Share), Share > 0.5 ).

% --- captions ---

% It may belong to a picture that was not found.
adjust(A, Lower, caption_without_figure-"there is no picture or table near it") :-
    class(A, 'Caption'),
    line_height(Line), Reach is 6 * Line,
    \+ ( nearest(A, ['Picture', 'Table'], _, Distance), Distance < Reach ),
    confidence(A, Confidence), Lower is 0.8 * Confidence.

relabel(A, 'Caption', caption_under_picture-"a few lines right below a picture that has no caption") :-
    class(A, 'Text'),
    class(P, 'Picture'), confidence(P, OfP), OfP > 0.4,
    above(P, A, Gap), line_height(Line), Gap < 1.5 * Line,
    under(A, P, Share), Share > 0.9,
    width(A, WidthOfA), width(P, WidthOfP), WidthOfA =< 1.1 * WidthOfP,
    height(A, Height), Height < 4 * Line,
    \+ ( class(C, 'Caption'), confidence(C, OfC), OfC > 0.3, distance(C, P, Distance), Distance < 3 * Line ).

relabel(A, 'Section-header', short_line_above_text-"a short line above a paragraph that begins at the same edge") :-
    class(A, 'Text'),
    line_height(Line), height(A, Height), Height < 1.4 * Line,
    neighbour_below(A, B), class(B, 'Text'), height(B, HeightOfB), HeightOfB > 2.5 * Line,
    left_edge(A, XA), left_edge(B, XB), abs(XA - XB) < Line,
    width(A, WidthOfA), width(B, WidthOfB), WidthOfA < 0.6 * WidthOfB,
    \+ ( above(C, A, Gap), Gap < 0.5 * Line, under(C, A, Share), Share > 0.5 ).

% --- relations ---

relation(A, B, caption_of) :-
    class(A, 'Caption'),
    nearest(A, ['Picture', 'Table'], B, Distance),
    line_height(Line), Distance < 4 * Line.

% The number at the end of a formula's line.
relation(A, B, number_of) :-
    class(A, Class), memberchk(Class, ['Formula', 'Text']),
    class(B, 'Formula'),
    width(A, WidthOfA), width(B, WidthOfB), WidthOfA < WidthOfB / 3,
    left_of(B, A, _),
    beside(A, B, Share), Share > 0.7.

% --- helpers ---

left_edge(A, X) :- detection(A, _, _, X, _, _, _).

neighbour_above(A, B) :-
    findall(Gap-Other, (above(Other, A, Gap), under(Other, A, Share), Share > 0.5), Found),
    keysort(Found, [Gap-B | _]),
    line_height(Line), Gap < 2 * Line.

neighbour_below(A, B) :-
    findall(Gap-Other, (above(A, Other, Gap), under(Other, A, Share), Share > 0.5), Found),
    keysort(Found, [Gap-B | _]),
    line_height(Line), Gap < 2 * Line.
