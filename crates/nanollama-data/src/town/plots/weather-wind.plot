title the washing that flew away
cast a: child
cast b: old
cast c: grown
thing x: nightshirt, tablecloth, petticoat, apron, flannel shirt; colour
word one: a striped sock, a lace collar, a bathing suit, a pair of long underpants
word two: a pillowcase, a checked towel, a baby's bib, a woolly vest
word perch: weathercock, church tower, flagpole, tallest chimney
word seat: scarecrow, pump, signpost, stone lion
number n: 12..20
place p: village square, market, meadow, harbour

beat start
3: On washing day, {a.intro} helped {b.intro} to hang {n} things on the line, and the last of them was {x}
3: {b.intro} had washed {n} things, and {a.intro} held the pegs. The last thing on the line was {x}
1: On washing day I helped {b.intro} to hang {n} things on the line, and the last of them was {x}
1: (Yesterday|On Monday) I held the pegs while {b.intro} hung {n} things on the line, and the last of them was {x}
fact has b x
beat when
the last peg was in its place
{b.name} had gone indoors (for a rest|to put the kettle on)
beat start
the wind (came racing|swept) down from the hills, and it blew harder and harder
a gale sprang up, and the (shutters banged|hens flew backwards)
beat start
the line snapped like a thread, and off flew the whole wash
one peg gave way, then another, and the whole wash took to the air
fact loses b x
beat maybe say b
My washing! Come back at once
There goes my Sunday best! And my second best as well
beat paragraph
When the wind had dropped at last, people all over town began to wonder
An hour later the air was still, and the whole town looked most peculiar
beat start
On the {perch} hung {one}, and the {seat} was wearing {two}
The {seat} had got dressed in {two}, and from the {perch} waved {one}
beat and
{c.intro} had taken a nap behind a wall and woke up under {x.the}
{x.the} had come down right over the head of {c.intro}, who thought that night had come early
fact has c x
beat say a to b
We cannot knock at every door in town. Let the things come to us
I know! We will hang up a new line where everybody can see it
beat so
{a} stretched a long rope between two (posts|trees) {p.in} and put up a sign for the finders
{a} tied a strong line between two (posts|trees) {p.in} and went round with a bell to tell the news
beat then
people came from all sides, each with something (over one arm|on a stick|in a basket)
one after another they came, (laughing and shaking their heads|with tales to tell), and pinned up what they had found
beat and
{c.name} brought {x.the}, (neatly folded|with a leaf in every fold)
{c.name} hung up {x.the} and kept one of the pegs as a souvenir
fact gives c x b
beat when
evening came
the clock struck six
beat start
all {n} things were together again
{b.name} counted, and there were {n}
beat maybe start
@glad b
beat so
{b} baked (a tray of ginger biscuits|two apple tarts) for (everyone|the finders)
there was (tea|lemonade) for everybody under the flapping line
beat maybe start
Since then, {a} <use> two pegs for every sock
The next time the wind rose, {a} was ready with a basket

ask what x
? What did {c.name} find
? What did {c.name} bring back
! It was {x.the}
! {c.name} found {x.the} and brought {x.it} back
ask how-many n
? How many things had been on the line
? How many things did {b.name} get back
! There were {n} things, and not one was lost
! It was {n} things
ask where
? Where did the people bring the washing
? Where was the new line
! It was {p.in}
! The new line was {p.in}, and the people brought the washing there
ask why
? Why did the washing fly away
? Why was the line empty all at once
! The wind was so strong that it took everything
! It was because of the wild wind
ask who a
? Who had the idea with the new line
? Who thought of a way to get everything back
! {a.name} did
! It was {a.name}
