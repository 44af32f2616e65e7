title a race with paper boats
season summer
cast a: child
cast t: ferryman
cast b: child
cast c: child
cast d: child
cast e: child
cast f: child
word c1: red, blue, green, yellow, white, black, brown, purple, orange, pink, silver, grey
word c2: red, blue, green, yellow, white, black, brown, purple, orange, pink, silver, grey
word c3: red, blue, green, yellow, white, black, brown, purple, orange, pink, silver, grey
word c4: red, blue, green, yellow, white, black, brown, purple, orange, pink, silver, grey
word c5: red, blue, green, yellow, white, black, brown, purple, orange, pink, silver, grey
word r1: first, second, third, fourth, last
word r2: first, second, third, fourth, last
word r3: first, second, third, fourth, last
word r4: first, second, third, fourth, last
word r5: first, second, third, fourth, last
word prize: a bag of toffees, a brass whistle, a wreath of daisies, a ride on the ferry, a slice of plum cake, a real captain's cap
place p: river, pond, harbour

beat start
3: On Saturday there was a race of paper boats {p.in}, and {a.intro} helped {t.intro} to judge it
3: {t.intro} had invited five children to a race of paper boats {p.in}, and {a.intro} held the flag at the finish
1: On Saturday there was a race of paper boats {p.in}, and I was allowed to hold the flag
1: Today five of my friends sailed paper boats {p.in}, and I was the judge at the finish
beat maybe start
@weather
beat start
Each boat had a colour of its own, so that nobody could mix them up
Every child had folded a boat and had painted it in one colour
The boats had been folded the evening before and painted in five colours
beat mix start
{b.name} had {c1.a} boat
{b.name}'s boat was {c1}
{b.name} set {c1.a} boat on the water
beat mix start
{c.name} sailed {c2.a} one
{c.name} had painted the paper {c2}
The {c2} boat belonged to {c.name}
beat mix start
{d.name} came with a boat that was {c3}
The {c3} boat was {d.name}'s work
{d.name} had made a boat of {c3} paper
{d.name} had folded {c3.a} boat
beat mix start
{e.name} had made {c4.a} boat
The {c4} boat came from {e.name}
{e.name} trusted in {c4.a} boat
The boat that {e.name} brought was {c4}
beat mix start
{f.name} owned the {c5} boat
{f.name} was there with {c5.a} boat
{f.name} had chosen {c5}
{c5.a} boat was carried to the shore by {f.name}
beat then
{t} blew a horn, and the boats were off
{t} dropped a handkerchief, and that was the start
a horn sounded, and five boats were pushed off at the same moment
beat maybe start
Ducks swam out of the way, and everybody shouted
For a while they all lay side by side, and then the wind came
A snail had crept onto one of the boats and went along for the ride
The children ran along the shore and cheered
beat maybe start
@water
beat mix start
{b.name} came {r1}
When the boats came to the line, {b.name} was {r1}
{b.name}'s boat was {r1}
beat mix start
{c.name} was {r2}
{c.name} came in {r2}
beat mix start
{d.name} reached the flag {r3}
It turned out that {d.name} was {r3}
{d.name} finished {r3}
beat mix start
{e.name} crossed the line {r4}
The {c4} boat turned once and came in {r4}
{e.name} arrived {r4}
beat mix start
{f.name} came in {r5}
{f.name} ended up {r5}
beat say t to a
Write it all down, {a.name}, so that nobody can quarrel
Is the list ready, {a.name}? Then read it out, and loudly
Have you got all five, {a.name}? Then let us give out the prizes
beat start
The winner got {prize}, and all the others got a (sweet|biscuit|pear)
{prize} went to the winner, and every other child got a (sweet|biscuit|pear)
There was {prize} for the winner and a (sweet|biscuit|pear) for everyone else
beat maybe start
In the end the boats were soft and wet, but nobody minded
They all decided to build bigger boats next time
beat maybe start
@evening a

ask who b
? Who (came|was|finished) {r1}
? Which child was {r1} in the race
! {b.name} was {r1}
! It was {b.name} who came {r1}
ask colour c1
? What colour was {b.name}'s boat
? Which colour did {b.name} choose
! {b.name}'s boat was {c1}
! It was {c1}
ask who b
? Who (had|sailed|owned) the {c1} boat
? Whose boat was {c1}
! The {c1} boat belonged to {b.name}
! {b.name} had the {c1} boat
ask what r1
? Which place did {b.name} take
? How did {b.name} do in the race
! {b.name} came {r1}
! {b.name} finished {r1}
ask what r1
? Which place did the {c1} boat take
? How well did the {c1} boat sail
! The {c1} boat came {r1}
! It finished {r1}
ask who c
? Who (came|was|finished) {r2}
? Which child was {r2} in the race
! {c.name} was {r2}
! It was {c.name} who came {r2}
ask colour c2
? What colour was {c.name}'s boat
? Which colour did {c.name} choose
! {c.name}'s boat was {c2}
! It was {c2}
ask who c
? Who (had|sailed|owned) the {c2} boat
? Whose boat was {c2}
! The {c2} boat belonged to {c.name}
! {c.name} had the {c2} boat
ask what r2
? Which place did {c.name} take
? How did {c.name} do in the race
! {c.name} came {r2}
! {c.name} finished {r2}
ask what r2
? Which place did the {c2} boat take
? How well did the {c2} boat sail
! The {c2} boat came {r2}
! It finished {r2}
ask who d
? Who (came|was|finished) {r3}
? Which child was {r3} in the race
! {d.name} was {r3}
! It was {d.name} who came {r3}
ask colour c3
? What colour was {d.name}'s boat
? Which colour did {d.name} choose
! {d.name}'s boat was {c3}
! It was {c3}
ask who d
? Who (had|sailed|owned) the {c3} boat
? Whose boat was {c3}
! The {c3} boat belonged to {d.name}
! {d.name} had the {c3} boat
ask what r3
? Which place did {d.name} take
? How did {d.name} do in the race
! {d.name} came {r3}
! {d.name} finished {r3}
ask what r3
? Which place did the {c3} boat take
? How well did the {c3} boat sail
! The {c3} boat came {r3}
! It finished {r3}
ask who e
? Who (came|was|finished) {r4}
? Which child was {r4} in the race
! {e.name} was {r4}
! It was {e.name} who came {r4}
ask colour c4
? What colour was {e.name}'s boat
? Which colour did {e.name} choose
! {e.name}'s boat was {c4}
! It was {c4}
ask who e
? Who (had|sailed|owned) the {c4} boat
? Whose boat was {c4}
! The {c4} boat belonged to {e.name}
! {e.name} had the {c4} boat
ask what r4
? Which place did {e.name} take
? How did {e.name} do in the race
! {e.name} came {r4}
! {e.name} finished {r4}
ask what r4
? Which place did the {c4} boat take
? How well did the {c4} boat sail
! The {c4} boat came {r4}
! It finished {r4}
ask who f
? Who (came|was|finished) {r5}
? Which child was {r5} in the race
! {f.name} was {r5}
! It was {f.name} who came {r5}
ask colour c5
? What colour was {f.name}'s boat
? Which colour did {f.name} choose
! {f.name}'s boat was {c5}
! It was {c5}
ask who f
? Who (had|sailed|owned) the {c5} boat
? Whose boat was {c5}
! The {c5} boat belonged to {f.name}
! {f.name} had the {c5} boat
ask what r5
? Which place did {f.name} take
? How did {f.name} do in the race
! {f.name} came {r5}
! {f.name} finished {r5}
ask what r5
? Which place did the {c5} boat take
? How well did the {c5} boat sail
! The {c5} boat came {r5}
! It finished {r5}
ask what prize
? What was the prize
? What did the winner get
! The winner got {prize}
! It was {prize}
ask colour c1
? What colour was the boat that came {r1}
? The boat that was {r1}, what colour was it
! The boat that came {r1} was {c1}
! It was {b.my} {c1} boat
ask colour c2
? What colour was the boat that came {r2}
? The boat that was {r2}, what colour was it
! The boat that came {r2} was {c2}
! It was {c.my} {c2} boat
ask colour c3
? What colour was the boat that came {r3}
? The boat that was {r3}, what colour was it
! The boat that came {r3} was {c3}
! It was {d.my} {c3} boat
ask colour c4
? What colour was the boat that came {r4}
? The boat that was {r4}, what colour was it
! The boat that came {r4} was {c4}
! It was {e.my} {c4} boat
ask colour c5
? What colour was the boat that came {r5}
? The boat that was {r5}, what colour was it
! The boat that came {r5} was {c5}
! It was {f.my} {c5} boat
ask yes-no
? Was {d.name} {r3}
? Did {d.name} come {r3}
! Yes, {d.name} was {r3}
! Yes, {d.name} finished {r3}
ask yes-no
? Was {e.name} {r2}
? Did {e.name} come {r2}
! No, {e.name} was {r4}
! No, {e.name} came {r4}
