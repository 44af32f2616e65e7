title the supper in the square
cast a: child
cast b: baker
cast c: fisherman
cast d: gardener
cast e: beekeeper
word feast: the harvest feast, the lantern feast, midsummer day, the first day of spring, the birthday of the town
word bread: rye bread, sunflower rolls, a plaited loaf, flat bread with herbs
word fish: smoked trout, a fried carp, herring in vinegar, a pan of grilled perch
word salad: cucumber salad, a bowl of radishes, buttered beans, baked pumpkin, peas and carrots
word honey: honey cakes, a comb of honey, honey biscuits, warm honey milk
word own: a jug of well water, a bunch of cornflowers, napkins folded like swans, a basket full of paper stars, a lamp for the middle of the table, a garland of ivy
word why: the shops had been closed, there was no money for it, there was nothing in the cupboard, the cake had burned
number n: 10..30

beat start
3: On the evening of {feast}, {n} people were going to eat at one long table in the square
3: For {feast}, a long table was put up in the village square, with places for {n} people
1: On the evening of {feast}, {n} people were going to eat at one long table in the square
1: For {feast}, a long table was put up in the village square, and I was invited
beat start
Everybody was to bring something
Each guest had promised to bring something
beat but
3: {a.intro} had nothing to bring
1: I had nothing to bring
beat because
{why}
beat start
{b.intro} came first and put down {bread}
First came {b.intro} with {bread}
beat then
{c.intro} brought {fish}
{c.intro} came up from the river with {fish}
beat and
{d.intro} brought {salad}
{d.intro} set {salad} beside it
beat start
Last of all came {e.intro} with {honey}
The last to come was {e.intro} with {honey}
At the very end {e.intro} came (slowly|carefully) across the square with {honey}
beat start
{a} stood beside the well and looked at the full table
{a} hid behind the lamp post with empty hands
beat maybe start
@sad a
beat say d to a
Why are you standing over there, {a.name}?
What is the matter, {a.name}? Come closer
beat say a
Everyone has brought something, and only I have nothing
I have nothing to give. I had better go home
beat say b to a
A feast needs more than food, {a.name}. Think about what you can do
Not everything on a table is for eating. You will think of something
beat so
{a} ran home and came back with {own}
{a} thought for a while, ran off and came back with {own}
beat and
everyone (was delighted|cheered|clapped)
all the guests liked it (very much|more than anything)
beat maybe start
@proud a
@glad a
beat say e
Now nothing is missing
Now the feast is complete
This is what makes it a real feast
beat then
the lanterns were lit, and the meal began
everybody sat down and ate under the stars
beat maybe start
The talking and laughing could be heard as far as the mill
A fiddler played, and the old people danced like children
beat maybe start
3: {a} fell asleep on the way home
1: I was so tired afterwards that I fell asleep in my clothes

ask who b
? Who brought {bread}
! {b.name} the baker did
! It was {b.name}, the baker
ask who c
? Who brought {fish}
! {c.name} the fisherman did
! It was {c.name}, the fisherman
ask what
? What did {e.name} bring
? What did {e.name} the beekeeper come with
! {e.name} brought {honey}
! {e.name} came with {honey}
ask what
? What did {a.name} bring in the end
? What did {a.name} come back with
! {a.name} brought {own}
! {a.name} came back with {own}
ask why
? Why (had {a.name} nothing to bring|did {a.name} have nothing to bring at first)
! It was because {why}
! {a.name} had nothing to bring because {why}
ask first
? Who came first, {b.name} or {c.name}
! {b.name} came first
! {b.name} came before {c.name}
