title pictures in the clouds
season summer
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
word x1: a whale, a lion, a teapot, a castle, a rocking horse, a swan, a ship, an old man with a pipe, a sleeping dog, a crown, a shoe, a feather bed, a dragon, a giant's hand
word x2: a whale, a lion, a teapot, a castle, a rocking horse, a swan, a ship, an old man with a pipe, a sleeping dog, a crown, a shoe, a feather bed, a dragon, a giant's hand
word x3: a whale, a lion, a teapot, a castle, a rocking horse, a swan, a ship, an old man with a pipe, a sleeping dog, a crown, a shoe, a feather bed, a dragon, a giant's hand
word x4: a whale, a lion, a teapot, a castle, a rocking horse, a swan, a ship, an old man with a pipe, a sleeping dog, a crown, a shoe, a feather bed, a dragon, a giant's hand
word p1: over the mill, above the church, behind the hill, just above the hedge, over the woods, above the river, over the station, above the barn, near the sun
word p2: over the mill, above the church, behind the hill, just above the hedge, over the woods, above the river, over the station, above the barn, near the sun
word p3: over the mill, above the church, behind the hill, just above the hedge, over the woods, above the river, over the station, above the barn, near the sun
word p4: over the mill, above the church, behind the hill, just above the hedge, over the woods, above the river, over the station, above the barn, near the sun
word last: nothing but a cloud, a cloud that looked like itself, a dish of mashed potatoes, the first drop of rain

beat start
3: {a.intro} lay in the grass with four friends and looked at the sky
3: It was too hot to run, so {a.intro} and four friends lay down on their backs
1: I lay in the grass with four friends and looked at the sky
1: It was too hot to run, so my four friends and I lay down in the grass
beat say b to a
Look up, {a.name}! The sky is full of things
What do you see, {a.name}? Everyone must say something
beat maybe start
@outside
beat mix start
{b.name} saw {x1} {p1}
{b.name} said that there was {x1} {p1}
The cloud {p1} looked like {x1} to {b.name}
{b.name} pointed at {x1} {p1}
beat mix start
{c.name} discovered {x2} {p2}
{p2}, {c.name} found {x2}
{c.name} was sure that it was {x2} that hung {p2}
A cloud like {x2} sailed {p2}, and {c.name} saw it first
beat mix start
For {d.name} there was {x3} {p3}
{d.name} cried that {x3} was {p3}
{d.name} shaded both eyes and made out {x3} {p3}
{x3} floated {p3}, if one could believe {d.name}
beat mix start
{e.name} laughed at {x4} {p4}
{e.name} whispered that {x4} was coming up {p4}
{p4} lay {x4}, as white as wool, and {e.name} waved to it
{e.name}'s cloud was {x4} {p4}
beat but
3: {a} looked for a long time and saw {last}
1: I looked for a long time and saw {last}
beat say c
That counts, too
You must squint. Then they begin to move
beat then
a breeze came and mixed it all together
the wind stirred the sky like soup, and everything turned into something else
beat maybe start
It was the quietest afternoon of the whole summer
Nobody noticed that it was long past tea time
beat maybe start
@evening a

ask what x1
? What did {b.name} see in the sky
? What was {b.name}'s cloud
! {b.name} saw {x1}
! It was {x1}
ask who b
? Who saw {x1}
? Who found {x1} in the clouds
! {b.name} saw {x1}
! It was {b.name}
ask where p1
? Where was {x1}
? Where did {b.name} see something
! It was {p1}
! {b.name} saw {x1} {p1}
ask what x1
? What could be seen {p1}
? What did the cloud {p1} look like
! {x1} could be seen there
! It was {x1}
ask what x2
? What did {c.name} see in the sky
? What was {c.name}'s cloud
! {c.name} saw {x2}
! It was {x2}
ask who c
? Who saw {x2}
? Who found {x2} in the clouds
! {c.name} saw {x2}
! It was {c.name}
ask where p2
? Where was {x2}
? Where did {c.name} see something
! It was {p2}
! {c.name} saw {x2} {p2}
ask what x2
? What could be seen {p2}
? What did the cloud {p2} look like
! {x2} could be seen there
! It was {x2}
ask what x3
? What did {d.name} see in the sky
? What was {d.name}'s cloud
! {d.name} saw {x3}
! It was {x3}
ask who d
? Who saw {x3}
? Who found {x3} in the clouds
! {d.name} saw {x3}
! It was {d.name}
ask where p3
? Where was {x3}
? Where did {d.name} see something
! It was {p3}
! {d.name} saw {x3} {p3}
ask what x3
? What could be seen {p3}
? What did the cloud {p3} look like
! {x3} could be seen there
! It was {x3}
ask what x4
? What did {e.name} see in the sky
? What was {e.name}'s cloud
! {e.name} saw {x4}
! It was {x4}
ask who e
? Who saw {x4}
? Who found {x4} in the clouds
! {e.name} saw {x4}
! It was {e.name}
ask where p4
? Where was {x4}
? Where did {e.name} see something
! It was {p4}
! {e.name} saw {x4} {p4}
ask what x4
? What could be seen {p4}
? What did the cloud {p4} look like
! {x4} could be seen there
! It was {x4}
