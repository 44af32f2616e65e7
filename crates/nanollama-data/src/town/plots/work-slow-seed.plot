title the seed that took its time
cast a: gardener
cast b: postman
cast c: child
cast d: old
thing x: seed, bulb, root, nut; black, brown, grey, wrinkled
word far: China, Africa, India, Brazil, Egypt
word flower: white lily, blue star, golden trumpet, purple bell, pink crown
number n: 16..28

beat start
3: {b.name} the postman brought a small box from {far} for {a.name} the gardener
3: One spring day, {a.intro} got a small box from a sailor in {far}
1: I am a gardener. One spring day {b.name} the postman brought me a small box from {far}
1: In my greenhouse there are plants from all over the world. One day I got a small box from {far}
beat and
in it, wrapped in (cotton wool|tissue paper), lay {x}
at the bottom of the box, in a bed of dry moss, lay {x}
inside there was {x} in a twist of paper
beat so
{a} filled a clay pot with good black soil and planted the {x.noun}
{a} chose the best pot, filled it with earth and pushed the {x.noun} in with one thumb
{a} mixed earth, sand and leaf mould and put the {x.noun} into a pot
beat and
{a} watered it with rain water and set it in the sun
{a} put a label on the pot and wrote the date on it
{a} stood the pot on the warmest shelf in the greenhouse
beat but
nothing came up
day after day there was only earth to see
nothing happened
beat start
In (May|June) the tomatoes climbed up their sticks, but the pot was still bare
The cherries came and went, and in the pot there was still nothing
The beans grew, the roses opened and the lettuce was cut, and the pot stayed brown and empty
beat start
{c.intro} looked in after school every day
Every afternoon {c.intro} came in and bent over the pot
{c.intro} came every day to help with the (pots|watering)
beat say c to a
Is it dead, {a.name}? Shall I dig it up and see?
Nothing again, {a.name}! Maybe it is only a stone
I think it is asleep, {a.name}. Shall I knock?
beat say a to c
Some things are quick, {c.name}, and some take their time. Give it a drink
Let it sleep, {c.name}. It has come a long way and needs a rest
Never dig up what you have sown, {c.name}. Roots do not like to be looked at
beat so
{c} filled the little can and watered the bare earth
{c} nodded, loosened the earth with a fork and went on waiting
{c} sang a song to the pot and (gave it some water|turned it to the light)
beat maybe start
The neighbours shook their heads and called it the pot of nothing
A toad moved in under the saucer and waited too
beat start
After {n} weeks even {a} began to doubt
{n} weeks passed, and it was nearly winter
{n} weeks went by, and the leaves on the trees turned yellow
beat when
the first frost came
the nights grew cold
beat start
{a} carried the pot to the window by the stove
{a} found a warm place for the pot beside the stove
{a} wrapped the pot in straw and took it indoors
beat start
One evening {d.intro} came to borrow a spade and stopped in front of the pot
One snowy day {d.intro} came in to get warm and looked around
{d.intro} was passing by and looked in at the window
beat say d to a
Look closely, {a.name}! There is a green tip, no bigger than a needle
Did you know that your pot is alive, {a.name}? There is a green nose in the middle
{a.name}, put on your glasses! Something green is peeping out
beat then
the shoot grew as if it were running a race
it grew, first like a needle, then like a pencil, then like a broomstick
it shot up, leaf after leaf, until it touched the curtain
beat and
on the longest night of the year one bud opened
when the snow was deepest, the bud burst open
in the middle of winter a single bud opened
beat start
It looked like a {flower}, was as big as a plate, and made the whole house smell of (honey|oranges|vanilla)
It looked like a {flower}, only as big as a hat, and its smell filled the whole street
beat maybe start
@glad c
@proud a
beat maybe so
the people came through the snow with lanterns to see it
even people from the next village came on skis to look at it
all the neighbours stood at the window with red noses and stared
beat say c
I am glad that I did not dig it up
All that time it was working under the ground, and nobody could see it
So it was not a stone after all. It was only slow
beat maybe start
{a} wrote a card to {far} to say thank you
{b.name} the postman took off his cap and said that this was the best post of the year
beat start
In the spring {a} found a new {x.noun} in the pot and gave it to {c.name}
When the flower was over, it left one new {x.noun}, and {a.name} gave it to {c.name}

ask where
? Where did the {x.noun} come from
? Where did {a.name} get the {x.noun} from
! The {x.noun} came from {far}
! It came from {far}
ask who d
? Who saw the green tip first
? Who noticed that something green was coming up
! {d.name} did
! It was {d.name}
ask how-many
? How many weeks did {a.name} wait
? How many weeks went by before the green tip came
! {a.name} waited for {n} weeks
! {n} weeks went by before anything green came up
ask what
? What did the flower look like
? What did {a.name} have in the pot in the middle of winter
! It was a flower like a {flower}
! The flower looked like a {flower}
ask who c
? Who came every day to look at the pot
? Who helped {a.name} with the pot
! {c.name} did
! It was {c.name}
