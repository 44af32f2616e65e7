title a waiter without a pencil
cast a: child
cast g: baker
cast b: grown
cast c: child
cast d: old
cast e: grown
word f1: apple pie, a cheese roll, pancakes, a plum tart, onion soup, gingerbread, an omelette, a slice of nut cake, toast with jam, rice pudding, cherry cake, a boiled egg
word f2: apple pie, a cheese roll, pancakes, a plum tart, onion soup, gingerbread, an omelette, a slice of nut cake, toast with jam, rice pudding, cherry cake, a boiled egg
word f3: apple pie, a cheese roll, pancakes, a plum tart, onion soup, gingerbread, an omelette, a slice of nut cake, toast with jam, rice pudding, cherry cake, a boiled egg
word f4: apple pie, a cheese roll, pancakes, a plum tart, onion soup, gingerbread, an omelette, a slice of nut cake, toast with jam, rice pudding, cherry cake, a boiled egg
word k1: coffee, mint tea, cold milk, lemonade, cocoa, apple juice, hot water with honey, ginger beer, pear juice, buttermilk, elderflower tea
word k2: coffee, mint tea, cold milk, lemonade, cocoa, apple juice, hot water with honey, ginger beer, pear juice, buttermilk, elderflower tea
word k3: coffee, mint tea, cold milk, lemonade, cocoa, apple juice, hot water with honey, ginger beer, pear juice, buttermilk, elderflower tea
word k4: coffee, mint tea, cold milk, lemonade, cocoa, apple juice, hot water with honey, ginger beer, pear juice, buttermilk, elderflower tea
word p1: by the window, beside the stove, under the clock, at the round table, in the corner, next to the door, under the stairs, near the piano
word p2: by the window, beside the stove, under the clock, at the round table, in the corner, next to the door, under the stairs, near the piano
word p3: by the window, beside the stove, under the clock, at the round table, in the corner, next to the door, under the stairs, near the piano
word p4: by the window, beside the stove, under the clock, at the round table, in the corner, next to the door, under the stairs, near the piano
word tip: a silver coin, a paper ship, a shiny button, a handful of cherries

beat start
3: The tea room of {g.intro} was full, and {a.intro}, who only wanted to buy bread, was given an apron
3: On the first Sunday of spring {a.intro} was allowed to wait at table in the tea room of {g.intro}
1: The tea room of {g.intro} was full, and I only wanted to buy bread, but I was given an apron
1: On the first Sunday of spring I was allowed to wait at table in the tea room of {g.intro}
beat say g to a
Ask them what they would like, {a.name}, and tell me. My hands are in the dough
Go from table to table, {a.name}. Smile, listen and forget nothing
beat maybe start
@inside
beat but
there was no pencil anywhere, not even a bit of chalk
the only pencil in the house had just fallen into the soup
beat mix start
{b.intro} sat {p1} and ordered {f1} and {k1}
{p1}, {b.intro} asked for {f1} and {k1}
{b.intro}, who sat {p1}, wanted {f1} and {k1}
{b.intro} had been waiting {p1} and was hungry for {f1} and thirsty for {k1}
beat mix start
{c.intro} wished for {k2} and {f2} {p2}
{p2} was {c.intro}, with an appetite for {f2} and {k2}
{c.intro}, who was sitting {p2}, pointed at the menu: {f2}, please, and {k2}
beat mix start
{d.intro} took a seat {p3} and said that {f3} would be nice, and {k3} as well
The order {p3} was {f3} and {k3}, and it came from {d.intro}
{d.intro} sat down {p3} as usual and asked for {f3} and {k3}
beat mix start
{p4}, {e.intro} could not decide for a long time and then chose {f4} and {k4}
For {e.intro}, who was sitting {p4}, it was to be {f4} and {k4}
{e.intro} read the menu twice {p4} and ordered {k4} and {f4}
beat maybe start
@thinks a
beat start
{a} made a rhyme of it and said it over and over on the way to the kitchen
{a} gave each table a finger, and each finger a word
beat maybe say a
Out of the way, please, or I shall lose a dish
I have it, I have it. Nobody talk to me now
beat then
the plates and cups came out, and every one of them went to the right table
{g.name} cooked, poured and stirred, and {a} carried it all out without one mistake
beat maybe but
one spoon fell down, and the cat under the table licked it clean
beat so
at the end there was {tip} on the tray for {a.me}
{d.name} left {tip} beside the plate
beat say g to a
Keep the apron, {a.name}. It is yours now
Who needs a pencil? You have a head
beat maybe start
@proud a
@ending a
@relief

ask what f1
? What did {b.name} eat
? What did {b.name} order to eat
! {b.name} had {f1}
! It was {f1}
ask what k1
? What did {b.name} drink
? What did {b.name} order to drink
! {b.name} had {k1}
! It was {k1}
ask where p1
? Where did {b.name} sit
? At which table was {b.name}
! {b.name} sat {p1}
! It was the table {p1}
ask who b
? Who ordered {f1}
? Who wanted to have {f1}
! {b.name} ordered {f1}
! It was {b.name}
ask who b
? Who ordered {k1}
? Who wanted to drink {k1}
! {b.name} ordered {k1}
! It was {b.name}
ask what f1
? Which dish went to the guest {p1}
? What was eaten {p1}
! It was {f1} for {b.name}
! The guest {p1} had {f1}
ask what f2
? What did {c.name} eat
? What did {c.name} order to eat
! {c.name} had {f2}
! It was {f2}
ask what k2
? What did {c.name} drink
? What did {c.name} order to drink
! {c.name} had {k2}
! It was {k2}
ask where p2
? Where did {c.name} sit
? At which table was {c.name}
! {c.name} sat {p2}
! It was the table {p2}
ask who c
? Who ordered {f2}
? Who wanted to have {f2}
! {c.name} ordered {f2}
! It was {c.name}
ask who c
? Who ordered {k2}
? Who wanted to drink {k2}
! {c.name} ordered {k2}
! It was {c.name}
ask what f2
? Which dish went to the guest {p2}
? What was eaten {p2}
! It was {f2} for {c.name}
! The guest {p2} had {f2}
ask what f3
? What did {d.name} eat
? What did {d.name} order to eat
! {d.name} had {f3}
! It was {f3}
ask what k3
? What did {d.name} drink
? What did {d.name} order to drink
! {d.name} had {k3}
! It was {k3}
ask where p3
? Where did {d.name} sit
? At which table was {d.name}
! {d.name} sat {p3}
! It was the table {p3}
ask who d
? Who ordered {f3}
? Who wanted to have {f3}
! {d.name} ordered {f3}
! It was {d.name}
ask who d
? Who ordered {k3}
? Who wanted to drink {k3}
! {d.name} ordered {k3}
! It was {d.name}
ask what f3
? Which dish went to the guest {p3}
? What was eaten {p3}
! It was {f3} for {d.name}
! The guest {p3} had {f3}
ask what f4
? What did {e.name} eat
? What did {e.name} order to eat
! {e.name} had {f4}
! It was {f4}
ask what k4
? What did {e.name} drink
? What did {e.name} order to drink
! {e.name} had {k4}
! It was {k4}
ask where p4
? Where did {e.name} sit
? At which table was {e.name}
! {e.name} sat {p4}
! It was the table {p4}
ask who e
? Who ordered {f4}
? Who wanted to have {f4}
! {e.name} ordered {f4}
! It was {e.name}
ask who e
? Who ordered {k4}
? Who wanted to drink {k4}
! {e.name} ordered {k4}
! It was {e.name}
ask what f4
? Which dish went to the guest {p4}
? What was eaten {p4}
! It was {f4} for {e.name}
! The guest {p4} had {f4}
ask yes-no
? Did {b.name} order {k3}
? Did {b.name} drink {k3}
! No, {b.name} had {k1}
! No, {d.name} ordered {k3}
