% The facts of a page, and what rules may ask of them. docs/rules.md explains each predicate.
%
% A box is in pixels, with its origin at the top left. A share is a number from 0 to 1.

:- module(page, [
    page/2,         % page(Width, Height)
    detection/7,    % detection(Id, Class, Confidence, X1, Y1, X2, Y2)
    class/2,        % class(Id, Class)
    confidence/2,   % confidence(Id, Confidence)
    width/2,        % width(Id, Pixels)
    height/2,       % height(Id, Pixels)
    area/2,         % area(Id, Pixels)
    shared/3,       % shared(A, B, Pixels): area of the intersection
    iou/3,          % iou(A, B, Share): intersection over union
    covered/3,      % covered(A, B, Share): how much of A lies in B
    beside/3,       % beside(A, B, Share): how much of the lower of the two is at the height of the other
    under/3,        % under(A, B, Share): how much of the narrower of the two is in the column of the other
    above/3,        % above(A, B, Gap): A ends before B begins, pixels between them
    left_of/3,      % left_of(A, B, Gap)
    distance/3,     % distance(A, B, Pixels): between the boxes; 0 when they meet
    nearest/4,      % nearest(A, Classes, B, Pixels): of the other elements of these classes
    stronger/2,     % stronger(A, B): more confident, or the same and earlier
    top_share/2,    % top_share(Id, Share): where its centre is, 0 at the top
    line_height/1   % line_height(Pixels): of a line of text; fails when the page has none
]).

:- dynamic page/2, detection/7, line_height/1.

:- use_module(library(lists)).

class(Id, Class) :- detection(Id, Class, _, _, _, _, _).

confidence(Id, Confidence) :- detection(Id, _, Confidence, _, _, _, _).

width(Id, Width) :- detection(Id, _, _, X1, _, X2, _), Width is X2 - X1.

height(Id, Height) :- detection(Id, _, _, _, Y1, _, Y2), Height is Y2 - Y1.

area(Id, Area) :- detection(Id, _, _, X1, Y1, X2, Y2), Area is (X2 - X1) * (Y2 - Y1).

shared(A, B, Area) :-
    detection(A, _, _, AX1, AY1, AX2, AY2),
    detection(B, _, _, BX1, BY1, BX2, BY2),
    A \== B,
    Width is min(AX2, BX2) - max(AX1, BX1), Width > 0,
    Height is min(AY2, BY2) - max(AY1, BY1), Height > 0,
    Area is Width * Height.

iou(A, B, Share) :-
    shared(A, B, Shared),
    area(A, OfA),
    area(B, OfB),
    Share is Shared / (OfA + OfB - Shared).

covered(A, B, Share) :- shared(A, B, Shared), area(A, OfA), Share is Shared / OfA.

beside(A, B, Share) :-
    detection(A, _, _, _, AY1, _, AY2),
    detection(B, _, _, _, BY1, _, BY2),
    A \== B,
    share(AY1, AY2, BY1, BY2, Share).

under(A, B, Share) :-
    detection(A, _, _, AX1, _, AX2, _),
    detection(B, _, _, BX1, _, BX2, _),
    A \== B,
    share(AX1, AX2, BX1, BX2, Share).

share(A1, A2, B1, B2, Share) :-
    Shared is min(A2, B2) - max(A1, B1), Shared > 0,
    Share is Shared / min(A2 - A1, B2 - B1).

above(A, B, Gap) :-
    detection(A, _, _, _, _, _, AY2),
    detection(B, _, _, _, BY1, _, _),
    A \== B,
    Gap is BY1 - AY2, Gap >= 0.

left_of(A, B, Gap) :-
    detection(A, _, _, _, _, AX2, _),
    detection(B, _, _, BX1, _, _, _),
    A \== B,
    Gap is BX1 - AX2, Gap >= 0.

distance(A, B, Distance) :-
    detection(A, _, _, AX1, AY1, AX2, AY2),
    detection(B, _, _, BX1, BY1, BX2, BY2),
    A \== B,
    DX is max(0, max(AX1 - BX2, BX1 - AX2)),
    DY is max(0, max(AY1 - BY2, BY1 - AY2)),
    Distance is sqrt(DX * DX + DY * DY).

nearest(A, Classes, B, Distance) :-
    class(A, _),
    findall(D-O, (member(Class, Classes), class(O, Class), distance(A, O, D)), Found),
    keysort(Found, [Distance-B | _]).

stronger(A, B) :-
    confidence(A, OfA),
    confidence(B, OfB),
    ( OfA > OfB -> true ; OfA =:= OfB, A < B ).

top_share(Id, Share) :-
    page(_, PageHeight),
    detection(Id, _, _, _, Y1, _, Y2),
    Share is (Y1 + Y2) / 2 / PageHeight.
