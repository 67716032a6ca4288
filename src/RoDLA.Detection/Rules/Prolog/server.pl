% Applies a file of layout rules to pages: swipl ... server.pl -- FILE
%
% A page is read as one term, page(Width, Height, [d(Id, Class, Confidence, X1, Y1, X2, Y2), ...]), and answered by lines of fields
% that are separated by tabs, the last of which is "end". The file is loaded in the sandbox: no files, no processes, no network.

:- module(server, [serve/0]).

:- use_module(library(lists)).
:- use_module(library(sandbox)).
:- use_module(page).

:- dynamic message/1.

% Atoms are collected in this thread: the process may start no other.
:- set_prolog_flag(gc_thread, false).

serve :-
    set_stream(user_input, encoding(utf8)),
    set_stream(user_output, encoding(utf8)),
    set_stream(user_output, buffer(full)),
    current_prolog_flag(argv, Arguments),
    last(Arguments, File),
    catch(load(File), Error, remember(Error)),
    ( message(_) -> report_messages, halt(1) ; reply([ready]) ),
    repeat,
    read_term(user_input, Term, []),
    ( Term == end_of_file -> !
    ; catch(answer(Term), Error, fault(Error)),
      fail
    ).

% Warnings of a file are mistakes too, apart from rules of one kind that do not stand together.
user:message_hook(Term, Kind, _) :-
    memberchk(Kind, [error, warning]),
    ( Term = discontiguous(_, _) -> true ; server:remember(Term) ).

remember(Term) :-
    '$messages':translate_message(Term, Lines, []),
    with_output_to(string(Text), print_message_lines(current_output, '', Lines)),
    ( source_location(_, Line), \+ sub_string(Text, _, _, _, ".pl:") -> format(string(Whole), "line ~w: ~w", [Line, Text]) ; Whole = Text ),
    assertz(message(Whole)).

report_messages :-
    findall(Text, retract(message(Text)), Texts),
    atomic_list_concat(Texts, ' ', All),
    reply([error, All]).

load(File) :-
    setup_call_cleanup(open(File, read, Stream, [encoding(utf8)]), check_directives(Stream), close(Stream)),
    module_property(page, file(Page)),
    rules:use_module(Page),
    load_files(rules:File, [sandboxed(true), must_be_module(false), if(true)]),
    forall(entry(Goal), ( defined(Goal) -> safe_goal(rules:Goal) ; true )).

% The sandbox lets the condition of ":- if(Goal)" run.
check_directives(Stream) :-
    repeat,
    read_term(Stream, Term, [module(rules)]),
    ( Term == end_of_file -> !
    ; directive(Term, Directive), \+ allowed(Directive) -> throw(error(permission_error(execute, directive, Directive), _))
    ; fail
    ).

directive((:- Directive), Directive).
directive((?- Directive), Directive).

allowed(Directive) :- var(Directive), !, fail.
allowed(discontiguous(_)).
allowed(use_module(library(Library))) :- memberchk(Library, [lists, apply, aggregate, pairs]).

entry(drop(_, _)).
entry(relabel(_, _, _)).
entry(adjust(_, _, _)).
entry(relation(_, _, _)).

defined(Goal) :-
    functor(Goal, Name, Arity),
    current_predicate(rules:Name/Arity),
    \+ predicate_property(rules:Goal, imported_from(_)).

answer(page(Width, Height, Detections)) :-
    retractall(page:page(_, _)),
    retractall(page:detection(_, _, _, _, _, _, _)),
    assertz(page:page(Width, Height)),
    forall(
        member(d(Id, Class, Confidence, X1, Y1, X2, Y2), Detections),
        assertz(page:detection(Id, Class, Confidence, X1, Y1, X2, Y2))),
    keep_line_height,
    changes(Changes),
    forall(member(Change, Changes), apply_change(Change)),
    relations(Relations),
    forall(member(Change, Changes), reply_change(Change)),
    forall(member(relation(A, B, Name), Relations), reply([relation, A, B, Name])),
    reply([end]).

% That of the lower quarter of all boxes of text: those of one line.
keep_line_height :-
    retractall(page:line_height(_)),
    findall(Height, (class(Id, Class), text_class(Class), height(Id, Height)), All),
    ( All == [] -> true
    ; msort(All, Sorted),
      length(Sorted, Count),
      Index is Count // 4,
      nth0(Index, Sorted, Height),
      assertz(page:line_height(Height))
    ).

text_class('Text').
text_class('List-item').
text_class('Section-header').
text_class('Caption').
text_class('Page-header').
text_class('Page-footer').

% All rules see the page as the model found it. The first change of a kind to an element counts; a dropped one gets no other.
changes(Changes) :-
    solutions(drop(Id, Why), drop(Id, Why), Drops),
    first_of_each(Drops, Dropped),
    solutions(relabel(Id, Class, Why), relabel(Id, Class, Why), Relabels),
    solutions(adjust(Id, Confidence, Why), adjust(Id, Confidence, Why), Adjusts),
    without(Relabels, Dropped, OtherRelabels),
    without(Adjusts, Dropped, OtherAdjusts),
    first_of_each(OtherRelabels, Relabelled),
    first_of_each(OtherAdjusts, Adjusted),
    append([Dropped, Relabelled, Adjusted], Changes).

% Relations are found on the page after the changes.
relations(Relations) :-
    solutions(relation(A, B, Name), relation(A, B, Name), All),
    sort(All, Relations).

solutions(Template, Goal, All) :- ( defined(Goal) -> findall(Template, rules:Goal, All) ; All = [] ).

first_of_each([], []).
first_of_each([First | Rest], [First | Others]) :-
    arg(1, First, Id),
    exclude(is_of(Id), Rest, Remaining),
    first_of_each(Remaining, Others).

without(Changes, Dropped, Others) :- exclude(is_dropped(Dropped), Changes, Others).

is_of(Id, Change) :- arg(1, Change, Other), Other == Id.

is_dropped(Dropped, Change) :- arg(1, Change, Id), member(drop(Other, _), Dropped), Other == Id, !.

apply_change(drop(Id, _)) :- retractall(page:detection(Id, _, _, _, _, _, _)).
apply_change(relabel(Id, Class, _)) :-
    retract(page:detection(Id, _, Confidence, X1, Y1, X2, Y2)),
    assertz(page:detection(Id, Class, Confidence, X1, Y1, X2, Y2)).
apply_change(adjust(Id, Confidence, _)) :-
    retract(page:detection(Id, Class, _, X1, Y1, X2, Y2)),
    assertz(page:detection(Id, Class, Confidence, X1, Y1, X2, Y2)).

reply_change(drop(Id, Why)) :- why(Why, Rule, Text), reply([drop, Id, Rule, Text]).
reply_change(relabel(Id, Class, Why)) :- why(Why, Rule, Text), reply([relabel, Id, Class, Rule, Text]).
reply_change(adjust(Id, Confidence, Why)) :- why(Why, Rule, Text), reply([adjust, Id, Confidence, Rule, Text]).

% A reason is Rule-Text, or text alone.
why(Rule-Text, Rule, Text) :- !.
why(Text, '', Text).

fault(Error) :- remember(Error), report_messages.

reply(Fields) :-
    maplist(clean, Fields, Clean),
    atomic_list_concat(Clean, '\t', Line),
    writeln(Line),
    ( Fields = [First | _], memberchk(First, [ready, end, error]) -> flush_output ; true ).

% No tab or line feed within a field.
clean(Field, Clean) :-
    ( atomic(Field) -> format(string(Text), "~w", [Field]) ; format(string(Text), "~q", [Field]) ),
    split_string(Text, "\t\r\n", "", Parts),
    atomic_list_concat(Parts, ' ', Clean).
