title the first snow
cast a: child
cast b: child
cast c: child
cast d: child
cast e: old
word snow: owl, bear, cat, dragon, elephant, lion, camel, goose
word t1: two chestnuts for the eyes, a carrot for the nose, a saucepan for a hat, a scarf, a row of buttons, a broom for the tail, two pine cones for the ears, an old umbrella, a string of beads
word t2: two chestnuts for the eyes, a carrot for the nose, a saucepan for a hat, a scarf, a row of buttons, a broom for the tail, two pine cones for the ears, an old umbrella, a string of beads
word t3: two chestnuts for the eyes, a carrot for the nose, a saucepan for a hat, a scarf, a row of buttons, a broom for the tail, two pine cones for the ears, an old umbrella, a string of beads
word t4: two chestnuts for the eyes, a carrot for the nose, a saucepan for a hat, a scarf, a row of buttons, a broom for the tail, two pine cones for the ears, an old umbrella, a string of beads
place p: park, village square, meadow, orchard, garden
word food: cocoa, potato soup, cinnamon toast, apple pudding, pumpkin soup
word month: November, December

beat start
3: (One|On a cold) {month} morning {a.intro} woke up and wondered why it was so quiet
3: {a.intro} pulled back the curtain one {month} morning and gave a shout
3: One day in {month} it was bitterly cold, and {a.intro} rubbed a hole in the ice on the window
1: One {month} morning I woke up and wondered why it was so quiet
1: When I pulled back the curtain this morning, I gave such a shout that the whole house woke up
1: It was bitterly cold this {month} morning, and I rubbed a hole in the ice on the window
beat start
Overnight the first snow of the winter had fallen, and every fence post wore a white cap
The first snow had come in the night, as soft as flour, and had covered all the roofs and hedges
Outside everything was white. It had snowed for the first time that winter, and the carts and barrels looked like sleeping sheep
beat start
(Before|Right after) breakfast {a} ran out and met {b.name}, {c.name} and {d.name} {p.in}
{a} ran all the way, and there were {b.name}, {c.name} and {d.name} {p.in}, up to their knees in snow
There was no time for breakfast. {b.name}, {c.name} and {d.name} were waiting {p.in} with their shovels
beat say a
Everybody makes a snowman. Let us build something else
Let us build {snow.a}, as big as a house!
There are enough snowmen in the world. What about {snow.a}?
beat so
3: they rolled three great balls and began to build {snow.a}
3: they pushed and piled up the snow until {snow.a} could be made out of it
1: we rolled three great balls and began to build {snow.a}
1: we pushed and piled up the snow until {snow.a} could be made out of it
beat and
3: each of the four ran home to fetch something for it
3: soon it was clear that each of them had to find something for it
1: each of us ran home to fetch something for it
1: it was agreed that each of us had to find something for it
beat mix start
{a} brought {t1}
{a} came back with {t1}
{a} had {t1}
beat mix start
{b.name} brought {t2}
{b.name} came running with {t2}
From {b.name} it got {t2}
beat mix start
{c.name} found {t3}
{c.name} brought {t3}
{c.name} added {t3}
beat mix start
{d.name} gave it {t4}
{d.name} brought {t4}
{d.name} returned with {t4}
beat start
It was the finest snow {snow} that anyone had ever seen
When it was finished, even the postman stopped to look at the snow {snow}
Never before had there been such a snow {snow} in the town
beat but
at noon the sun came out, and its head began to drip
then the sun came out from behind the clouds, and a drop ran down its side
a warm wind began to blow, and its back grew wet and shiny
beat say b
It is melting! What can we do?
Oh no! By this evening there will be nothing left of it
Look, it is crying! Soon it will be a puddle
beat maybe start
@sad a
@worried a
beat then
{e.intro} came by with a sledge and saw what was the matter
{e.intro} looked over the fence and heard all the moaning
{e.intro} came out with a broom to sweep the path and heard all about it
beat say e
Push it into the shade of the wall, and pour a little water over it in the evening. The frost will do the rest
Snow does not like the sun. Build a wall on that side, and let the cold night help you
You must give it shade by day and water by night. Then it will be as hard as a bone
beat so
3: they heaped up a high white wall on the sunny side
3: they built a wall of snow against the sun and guarded it until dusk
1: we heaped up a high white wall on the sunny side
1: we built a wall of snow against the sun and guarded it until dusk
beat and
in the night it froze so hard that the snow {snow} turned to ice
the next morning it was as hard as stone and glittered like glass
the next day it was one piece of ice and rang like a bell
beat maybe start
{e.name} made {food} for all the children
Afterwards there was {food} at {e.name}'s house, and eight wet gloves steamed on the stove
@proud a
@glad b
beat start
It stood there for three weeks, long after all the snowmen had gone
It was still standing when the New Year came
Even in January people came to have a look at it

ask what snow
? What did the children build
? What was made of snow
! They built {snow.a} of snow
! It was {snow.a}
ask what t1
? What did {a.name} bring
? What came from {a.name}
! {a.name} brought {t1}
! It was {t1}
ask who b
? Who brought {t2}
? Who fetched {t2}
! {b.name} brought {t2}
! It was {b.name}
ask what t3
? What did {c.name} bring
? What came from {c.name}
! {c.name} brought {t3}
! It was {t3}
ask who d
? Who brought {t4}
! {d.name} brought {t4}
! It was {d.name}
ask who e
? Who knew how to save it
? Who gave the children good advice
! {e.name} knew what to do
! It was {e.name}
ask where p
? Where did they build it
! They built it {p.in}
! It was {p.in}
ask why
? Why did they build a wall
! They wanted to keep the sun away
! The sun had begun to melt it
