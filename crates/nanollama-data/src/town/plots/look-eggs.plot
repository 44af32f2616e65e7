title an egg hunt in the orchard
season spring
cast a: child
cast t: grown
cast b: child
cast c: child
cast d: child
cast e: child
word c1: red, blue, green, yellow, purple, orange, pink, golden, silver, brown
word c2: red, blue, green, yellow, purple, orange, pink, golden, silver, brown
word c3: red, blue, green, yellow, purple, orange, pink, golden, silver, brown
word c4: red, blue, green, yellow, purple, orange, pink, golden, silver, brown
word p1: under the plum trees, along the wall, in the long grass, near the beehives, among the daffodils, between the roots of an oak, behind the water barrel, in the strawberry bed, round the old well, in the hedge
word p2: under the plum trees, along the wall, in the long grass, near the beehives, among the daffodils, between the roots of an oak, behind the water barrel, in the strawberry bed, round the old well, in the hedge
word p3: under the plum trees, along the wall, in the long grass, near the beehives, among the daffodils, between the roots of an oak, behind the water barrel, in the strawberry bed, round the old well, in the hedge
word p4: under the plum trees, along the wall, in the long grass, near the beehives, among the daffodils, between the roots of an oak, behind the water barrel, in the strawberry bed, round the old well, in the hedge
number n1: 2..4
number n2: n1+1
number n3: n2+2
number n4: n3+1
number s: n1+n2

beat start
3: At Easter {t.intro} hid eggs in the orchard, and {a.intro} was asked to count what was found
3: Early on Easter Sunday {t.intro} crept through the wet orchard with a basket, and {a.intro} held the lantern
3: {t.intro} and {a.intro} had coloured eggs for two days, and on Sunday {t} hid them in the orchard
1: At Easter {t.intro} hid eggs in the orchard, and I was asked to count what was found
1: Early on Easter Sunday {t.intro} crept through the wet orchard with a basket, and I held the lantern
1: {t.intro} and I had coloured eggs for two days, and on Sunday {t} hid them in the orchard
beat maybe start
@weather
beat say t to a
Each child looks for one colour only, {a.name}, so that the small ones get something, too
There are enough for all, {a.name}, if nobody takes a colour that belongs to somebody else
One colour for each, {a.name}. Then nobody needs to push
beat then
{b.name}, {c.name}, {d.name} and {e.name} ran off with their baskets
a whistle blew, and {c.name}, {e.name}, {b.name} and {d.name} were gone like a flock of sparrows
the gate was opened, and {e.name}, {d.name}, {c.name} and {b.name} (stormed|rushed) in
beat mix start
{b.name} looked for {c1} eggs and found {n1} of them {p1}
{b.name} spied something {c1} {p1} and did not stop until there were {n1} eggs in the basket
{n1} {c1} eggs lay {p1}, and {b.name} found them all
{p1}, {b.name} picked up {n1} {c1} eggs
beat mix start
{c.name} came back with {n2} {c2} eggs that had been {p2}
{c.name} was content with {n2} {c2} eggs, which had been hidden {p2}
The {c2} eggs were {p2}, and {c.name} gathered {n2}
{c.name} had to find the {c2} ones and discovered {n2} {p2}
beat mix start
There were {n3} {c3} eggs {p3}, and they were for {d.name}
{d.name} crept about {p3} and collected {n3} {c3} eggs
{d.name} was on both knees {p3} until {n3} {c3} eggs had been found
{n3} eggs, all of them {c3}, were found {p3} by {d.name}
beat mix start
{e.name} filled a basket with {n4} {c4} eggs, which had been {p4}
{p4}, one {c4} egg after another turned up, and {e.name} had {n4} in the end
All the {c4} eggs were {p4}, {n4} in number, and {e.name} spotted every one
{e.name} searched {p4} and brought {n4} {c4} eggs
beat and
{a} wrote all of it down on a piece of bark
{a} did the sums in {a.my} head and forgot nothing
{a} made a mark in a notebook for each egg
beat but
3: {b.name} looked into the basket and swallowed hard, because the others had more
3: {b.name} went and stood behind a tree, for all the others had found more
1: {b.name} looked into the basket and swallowed hard, because the others had more
1: {b.name} went and stood behind a tree, for all the others had found more
beat say a
Whoever has the most could give one away
Let us put them all together and share
An egg is an egg. Nobody here shall go home sad
beat so
all the eggs went into one big nest, and nobody counted any more
each basket was turned over, and a hill of many colours rose in the grass
the baskets were emptied on a blanket, and everyone took what they liked
beat maybe say t
That is the best way to count them
beat maybe start
3: Afterwards they rolled the eggs down the hill and ate those that cracked
3: The last egg was found in July, and by then nobody wanted it
1: Afterwards the eggs were rolled down the hill, and those that cracked were eaten
1: The last egg was found in July, and by then nobody wanted it
beat maybe start
@ending a

ask how-many n1
? How many eggs did {b.name} find
? How many {c1} eggs were found
! {b.name} found {n1} {c1} eggs
! There were {n1} of them
ask who b
? Who (looked for|found) the {c1} eggs
? Who came back with the {c1} eggs
! The {c1} eggs were found by {b.name}
! It was {b.name}
ask where p1
? Where were the {c1} eggs
? Where did {b.name} find eggs
! The {c1} eggs were {p1}
! {b.name} found them {p1}
ask colour c1
? What colour were {b.name}'s eggs
? Which colour did {b.name} look for
! {b.name} had {c1} eggs
! The colour was {c1}
ask who b
? Who searched {p1}
? Who found eggs {p1}
! {b.name} found eggs there
! It was {b.name}
ask how-many n2
? How many eggs did {c.name} find
? How many {c2} eggs were found
! {c.name} found {n2} {c2} eggs
! There were {n2} of them
ask who c
? Who (looked for|found) the {c2} eggs
? Who came back with the {c2} eggs
! The {c2} eggs were found by {c.name}
! It was {c.name}
ask where p2
? Where were the {c2} eggs
? Where did {c.name} find eggs
! The {c2} eggs were {p2}
! {c.name} found them {p2}
ask colour c2
? What colour were {c.name}'s eggs
? Which colour did {c.name} look for
! {c.name} had {c2} eggs
! The colour was {c2}
ask who c
? Who searched {p2}
? Who found eggs {p2}
! {c.name} found eggs there
! It was {c.name}
ask how-many n3
? How many eggs did {d.name} find
? How many {c3} eggs were found
! {d.name} found {n3} {c3} eggs
! There were {n3} of them
ask who d
? Who (looked for|found) the {c3} eggs
? Who came back with the {c3} eggs
! The {c3} eggs were found by {d.name}
! It was {d.name}
ask where p3
? Where were the {c3} eggs
? Where did {d.name} find eggs
! The {c3} eggs were {p3}
! {d.name} found them {p3}
ask colour c3
? What colour were {d.name}'s eggs
? Which colour did {d.name} look for
! {d.name} had {c3} eggs
! The colour was {c3}
ask who d
? Who searched {p3}
? Who found eggs {p3}
! {d.name} found eggs there
! It was {d.name}
ask how-many n4
? How many eggs did {e.name} find
? How many {c4} eggs were found
! {e.name} found {n4} {c4} eggs
! There were {n4} of them
ask who e
? Who (looked for|found) the {c4} eggs
? Who came back with the {c4} eggs
! The {c4} eggs were found by {e.name}
! It was {e.name}
ask where p4
? Where were the {c4} eggs
? Where did {e.name} find eggs
! The {c4} eggs were {p4}
! {e.name} found them {p4}
ask colour c4
? What colour were {e.name}'s eggs
? Which colour did {e.name} look for
! {e.name} had {c4} eggs
! The colour was {c4}
ask who e
? Who searched {p4}
? Who found eggs {p4}
! {e.name} found eggs there
! It was {e.name}
ask who e
? Who found the most eggs
? Whose basket held more eggs than any other
! {e.name} found {n4} eggs, more than anybody else
! It was {e.name} who had the most
ask who b
? Who found the fewest eggs
? Who had fewer eggs than the others
! {b.name} had only {n1} eggs
! It was {b.name}
ask how-many s
? How many eggs did {b.name} and {c.name} have together
? {b.name} had {n1} eggs and {c.name} had {n2}. How many were those
! {n1} and {n2} make {s}
! Together they had {s} eggs
