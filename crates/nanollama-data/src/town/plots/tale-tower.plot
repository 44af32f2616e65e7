title the tower of animals
season summer
thing b: goat, sheep, badger, fox, dog, cat, goose, hare, pig, otter, raccoon, lamb, beaver, hen
thing c: goat, sheep, badger, fox, dog, cat, goose, hare, pig, otter, raccoon, lamb, beaver, hen
thing d: goat, sheep, badger, fox, dog, cat, goose, hare, pig, otter, raccoon, lamb, beaver, hen
thing e: goat, sheep, badger, fox, dog, cat, goose, hare, pig, otter, raccoon, lamb, beaver, hen
thing f: goat, sheep, badger, fox, dog, cat, goose, hare, pig, otter, raccoon, lamb, beaver, hen
thing h: mouse, wren, squirrel, dormouse, beetle, sparrow; little, tiny
thing x: pear, apple, plum, peach; red, golden, big, last
word tree: an old tree behind the barn, a tall tree in the orchard, a crooked tree by the wall, the highest tree in the valley, a tree beside the well
word s: sneezed, laughed, twitched, hiccupped
word end: a heap of hay, a soft molehill, the pond, a bed of nettles, a wheelbarrow full of leaves

beat start
Up in {tree} hung {x}, and it was too high for everyone
There was {x} high up in {tree}, and five animals stood under it and looked up
Nobody could jump as high as the branch of {tree} on which {x} was hanging
beat maybe start
@weather
@outside
beat say b
Not one of us can reach it. But all of us together?
If we stand on each other, we shall be as tall as a house
One is small and two are small, but five are a tower
beat so
{b.the} stood at the very bottom, with feet wide apart
{b.the} was at the bottom and carried all the others
{b.the} was to be the ground floor and took a deep breath
beat mix start
On {b.the} stood {c}
{c} had a place on the back of {b.the}
The one on top of {b.the} was {c}
beat mix start
{d} stood on {c}
On the back of {c} there was {d}
{c} carried {d}
beat mix start
{e} had climbed onto {d}
Over {d} one could see {e}
{e} was standing on the shoulders of {d}
beat mix start
On the head of {e}, at the top, sat {f}
{f} was the highest of them, on the back of {e}
{f}, on top of {e}, made a long neck
beat say f
Only an inch is missing! Stand on tiptoe, down there
I can smell it, but I cannot touch it. Higher, please
Do not move, any of you. I nearly have it
beat but
just then a feather came flying past, and {b.the} {s}
at this moment something tickled {b.the}, and it {s}
beat so
the whole tower swayed to the left and to the right and fell into {end}
the tower came down, five, four, three, two, one, and all of them landed in {end}
beat maybe say d
Whose foot is that in my ear?
Is everybody still in one piece?
beat then
{h} came down the trunk with the {x.noun}
there was a rustle among the leaves, and {h} brought the {x.noun} down
beat say h
Why did you not ask me? I live up here
Were you looking for this? I only needed to bite through the stalk
I have been watching you for an hour, and I have never laughed so much
beat start
They all laughed in the end, and the smallest was given the place of honour
From then on they first asked who lived upstairs, and then they climbed
All of them thanked {h.the}, but they still say that it was a very fine tower

ask who b
? Who stood at the very bottom
? Which animal carried all the others
! {b.the} stood at the bottom
! It was {b.the}
ask who c
? Who stood on {b.the}
? Which animal was right above {b.the}
! {c.the} stood on {b.the}
! It was {c.the}
ask who d
? Who stood on {c.the}
? Which animal was right above {c.the}
! {d.the} stood on {c.the}
! It was {d.the}
ask who e
? Who stood on {d.the}
? Which animal was right above {d.the}
! {e.the} stood on {d.the}
! It was {e.the}
ask who f
? Who stood at the top
? Which animal was right above {e.the}
! {f.the} was at the top
! It was {f.the}
ask who d
? Whom did {e.the} stand on
? Which animal was right under {e.the}
! {e.the} stood on {d.the}
! It was {d.the}
ask who c
? Whom did {d.the} stand on
? Which animal was right under {d.the}
! {d.the} stood on {c.the}
! It was {c.the}
ask why
? Why did the tower fall
? What made them all fall down
! {b.the} {s}, and so the tower fell
! It was because {b.the} {s}
ask where end
? Where did they land
? Into what did the tower fall
! They fell into {end}
! They landed in {end}
ask who h
? Who brought the {x.noun} down
? Who got the {x.noun} in the end
! {h.the} brought it down
! It was {h.the}
