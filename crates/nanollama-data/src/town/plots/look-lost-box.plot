title the box of lost things
cast a: child
cast t: teacher
cast b: child
cast c: child
cast d: child
cast e: child
thing x1: scarf, pencil case, lunch box, umbrella, cap, whistle, recorder, hairbrush, water bottle, purse, mittens*, raincoat, storybook, skipping rope
thing x2: scarf, pencil case, lunch box, umbrella, cap, whistle, recorder, hairbrush, water bottle, purse, mittens*, raincoat, storybook, skipping rope
thing x3: scarf, pencil case, lunch box, umbrella, cap, whistle, recorder, hairbrush, water bottle, purse, mittens*, raincoat, storybook, skipping rope
thing x4: scarf, pencil case, lunch box, umbrella, cap, whistle, recorder, hairbrush, water bottle, purse, mittens*, raincoat, storybook, skipping rope
thing x5: scarf, pencil case, lunch box, umbrella, cap, whistle, recorder, hairbrush, water bottle, purse, mittens*, raincoat, storybook, skipping rope
word p1: under the coat hooks, behind the piano, in the long grass, on the stairs, beside the pump, under a bench, on a windowsill, in the bicycle shed, at the foot of the slide, behind a cupboard
word p2: under the coat hooks, behind the piano, in the long grass, on the stairs, beside the pump, under a bench, on a windowsill, in the bicycle shed, at the foot of the slide, behind a cupboard
word p3: under the coat hooks, behind the piano, in the long grass, on the stairs, beside the pump, under a bench, on a windowsill, in the bicycle shed, at the foot of the slide, behind a cupboard
word p4: under the coat hooks, behind the piano, in the long grass, on the stairs, beside the pump, under a bench, on a windowsill, in the bicycle shed, at the foot of the slide, behind a cupboard

beat start
3: On the last day of term, {a.intro} helped {t.intro} to empty the box of lost things
3: One (rainy|cold) Friday {a.intro} stayed after school to help {t.intro} with the box of lost things
1: On the last day of term I helped {t.intro} to empty the box of lost things
1: I stayed after school today to help {t.intro} with the box of lost things
beat start
It was so full that the lid would not shut any more
The caretaker said that there was a whole year of forgetting in it
It stood under the stairs and smelled of (wet wool|old apples)
Nobody had looked into it since the autumn, and it was full to the brim
beat say t to a
Four children are waiting outside, {a.name}. Call them in, and we shall see whose things these are
Nothing may stay in this box over the holidays, {a.name}. Are the four who have lost something outside?
Everything here must go home today, {a.name}. Please fetch the four who have lost something
beat then
{b.name}, {c.name}, {d.name} and {e.name} came in and sat down in a (row|half circle) on the floor
one after another the four came in: {c.name}, {b.name}, {e.name} and {d.name}
{e.name}, {d.name}, {c.name} and {b.name} came in and gathered round the box
beat mix start
{x1} had been found {p1}, and {b.name} knew {x1.them} at once
In the box lay {x1}, which the caretaker had found {p1}, and {b.name} gave a shout of joy
The first hand to go up was not always the right one, but {x1}, found {p1}, really did belong to {b.name}
{b.name} described {x1} without looking and was right, for {x1.it} had been left {p1}
{b.name} got {x1} back, which had been lying {p1} for weeks
beat mix start
{c.name} owned {x2} that had been lying {p2}
{c.name} was glad, because {x2} had been picked up {p2} by an honest finder
{x2} belonged to {c.name}, who had left {x2.them} {p2}
A cleaner had found {x2} {p2}, and {c.name} could hardly believe such luck
beat mix start
{d.name} blushed and took back {x3}, which had been left {p3}
When {x3} came to light, which had been {p3}, {d.name} jumped up
{x3} had spent the whole winter {p3}, and now {d.name} hugged {x3.them}
{d.name} had been missing {x3}, and now it turned out that {x3.it} had been {p3} all along
beat mix start
{x4}, found {p4} by the gardener, went back to {e.name}
{x4}, picked up {p4}, turned out to be {e.name}'s property
{e.name} put up a hand for {x4}, which had turned up {p4}
{e.name} had dropped {x4} {p4} and had given up all hope
beat start
At the very bottom lay {x5}, and nobody wanted {x5.them}
Only {x5} remained, and all the children shook their heads
Last of all came {x5}, and there was a long silence
beat but
then {t.name} turned as red as a beetroot
{t.name} looked again and gave a start
{t.name} coughed and looked at the ceiling
{t.name} began to laugh
beat say t
I know {x5.the}! I have been looking for {x5.them} since September
How silly of me. {x5.the} <is> mine
beat maybe start
Even a teacher can be forgetful
The children promised not to tell anyone
For a week nobody in the school lost anything
Everyone laughed, and the box was empty at last
beat maybe start
@ending a

ask who b
? To whom did {x1.the} belong
? Who (had lost|got back) {x1.the}
! {x1.the} belonged to {b.name}
! {b.name} got {x1.the} back
ask what x1
? What (had {b.name} lost|did {b.name} get back)
? What belonged to {b.name}
! {b.name} got back {x1.the}
! It was {x1.the}
ask where p1
? Where did somebody find {x1.the}
? Where had {b.name} left {x1.the}
! {x1.the} <was> found {p1}
! It was {p1}
ask who c
? To whom did {x2.the} belong
? Who (had lost|got back) {x2.the}
! {x2.the} belonged to {c.name}
! {c.name} got {x2.the} back
ask what x2
? What (had {c.name} lost|did {c.name} get back)
? What belonged to {c.name}
! {c.name} got back {x2.the}
! It was {x2.the}
ask where p2
? Where did somebody find {x2.the}
? Where had {c.name} left {x2.the}
! {x2.the} <was> found {p2}
! It was {p2}
ask who d
? To whom did {x3.the} belong
? Who (had lost|got back) {x3.the}
! {x3.the} belonged to {d.name}
! {d.name} got {x3.the} back
ask what x3
? What (had {d.name} lost|did {d.name} get back)
? What belonged to {d.name}
! {d.name} got back {x3.the}
! It was {x3.the}
ask where p3
? Where did somebody find {x3.the}
? Where had {d.name} left {x3.the}
! {x3.the} <was> found {p3}
! It was {p3}
ask who e
? To whom did {x4.the} belong
? Who (had lost|got back) {x4.the}
! {x4.the} belonged to {e.name}
! {e.name} got {x4.the} back
ask what x4
? What (had {e.name} lost|did {e.name} get back)
? What belonged to {e.name}
! {e.name} got back {x4.the}
! It was {x4.the}
ask where p4
? Where did somebody find {x4.the}
? Where had {e.name} left {x4.the}
! {x4.the} <was> found {p4}
! It was {p4}
ask who t
? Whose was the last thing in the box
? Who was the owner of the last thing
! It was {t.name} the teacher
! The last thing belonged to {t.name}
ask what x5
? What lay at the very bottom of the box
? Which thing was nobody's at first
! It was {x5.the}
! {x5.the} lay at the very bottom
ask yes-no
? Did {x1.the} belong to {b.name}
? Had {b.name} lost {x1.the}
! Yes, {x1.the} belonged to {b.name}
! Yes, it was {b.name} who had lost {x1.the}
ask yes-no
? Did {x2.the} belong to {d.name}
? Had {d.name} lost {x2.the}
! No, {x2.the} belonged to {c.name}
! No, it was {c.name} who had lost {x2.the}
