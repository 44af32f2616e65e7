title the chain of reasons
cast a: child
cast b: baker
cast c: miller
cast d: farmer
cast e: shoemaker
thing k: puppy, lamb, piglet, kitten, little goat, calf
word where: on the mill wheel, in the mill race, on the ladder of the mill, on the axle of the wheel, in the empty channel of the mill
word hole: the gate was open, a board was missing in the stable door, there was a hole in the fence, somebody had forgotten the latch
word x: thread, glue, wax, leather, twine, felt
word home: in the sewing basket, in a drawer in the kitchen, on the shelf above the coal box, in a tin under the bed, in the cellar
word bake: rolls, rye loaves, plum buns, plaited loaves, poppy seed buns
word thanks: the first bun out of the oven, a whole trayful for nothing, a bun with a sugar heart on it

beat start
3: {a.intro} was sent out early to buy {bake}, but {b.intro} had not baked any
3: There were no {bake} in the shop of {b.intro} that morning, and {a.intro} wanted to know why
3: On the morning of the fair {a.intro} stood at the counter of {b.intro} with a basket for {bake}, and the basket stayed empty
1: I was sent out early to buy {bake}, but {b.intro} had not baked any
1: There were no {bake} in the shop of {b.intro} this morning, and I wanted to know why
1: On the morning of the fair I stood at the counter of {b.intro} with a basket for {bake}, and the basket stayed empty
beat say b to a
I have no flour, {a.name}, because the mill has stopped
Do not look at me, {a.name}. Without flour there is no dough, and the mill has sent me nothing
Look into the bin, {a.name}! I could bake nothing but air. The mill sends me no flour
Not a spoonful of flour in the house, {a.name}! Go and ask at the mill
beat so
{a} ran to the mill, where {c.intro} sat on an empty sack
{a} went to see {c.intro}, and indeed the wheel was not turning
{a} took the path along the brook and found {c.intro} in front of the mill, with folded arms
beat and
there was a good reason, because {k} had settled down {where} and would not move
the reason had four legs, for {k} was sitting {where} and did not come when it was called
nothing could be ground, for {k} had chosen to sit {where}, of all places
the miller pointed to {k}, which was {where} and looked very pleased with itself
beat say c to a
I cannot let the water in while it sits there. It belongs to the farm, {a.name}
Shall I start the wheel and hurt the poor thing? Never! Run to the farm, {a.name}
It does not listen to me, {a.name}. It is a farm animal, and it needs a farmer
beat so
{a} hurried to the farm and found {d.intro} on the doorstep
{a} ran across the fields to {d.intro}
{a} took the short cut through the wet grass and came to {d.intro}
beat say d to a
So that is where it is! It ran away because {hole}. But I cannot walk so far, for my boots are at the shoemaker's
It must have got out because {hole}. I would fetch it at once, {a.name}, but my boots are being mended
I was already looking for it! It ran off because {hole}, {a.name}, and here I sit in my socks until my boots come back
beat so
{a} went on to the shop of {e.intro}
{a} did not sit down but went straight to {e.intro}
the next stop was the shop of {e.intro}, and {a} was there in no time
beat maybe start
@tired a
@town
beat start
The boots stood on the table, only half mended
{e.name} pointed at the boots and sighed
There they were, on the last, with their soles hanging open
{e.name} showed {a.me} the boots and a needle, and nothing else
beat because
there was no {x} left in the whole shop
the {x} had been used up the day before
every bit of {x} had been used for a pair of wedding shoes
beat maybe start
@thinks a
beat say a
I know where there is some {x}
Wait here, please! I shall be back before you can say shoe
Is that all? Then the day is saved
beat so
{a} ran home, found some {x} {home} and brought it
{a} fetched some {x}, which had been {home} all the time
{a} thought of the {x} that was {home} and was back with it in a quarter of an hour
beat paragraph
After that everything went backwards
Now the whole chain ran the other way
Then it all went the other way round, from the last to the first
beat start
{e.name} finished the boots, {d.name} put them on and whistled, and {k.the} came running
The boots were mended, {d.name} walked to the mill in them, and {k.the} was carried home
The last stitch was made, {d.name} ran to the mill in dry boots, called once, and {k.the} jumped into two open arms
beat so
the wheel turned, {c.name} filled a sack, and {b.name} lit the oven
{c.name} opened the gate for the water, the flour ran, and {b.name} rolled up both sleeves
the millstones began to hum, {c.name} sent the first sack across, and {b.name} put the dough to rise
beat and
at noon the {bake} were on the counter, and {a} got {thanks}
before the clock struck twelve, it smelled of {bake}, and {a} was given {thanks}
by lunchtime there were {bake} as far as one could see, and {a} got {thanks}
beat maybe say b to a
A whole morning for a bit of {x}, {a.name}! Who would have thought it?
Without you, {a.name}, we would all be sitting there still
Now I know how much hangs on a bit of {x}, {a.name}
beat maybe start
Sometimes a great wheel stands still because of a very small thing
In that town they still say that everything hangs together, even boots and buns
That very day {d.name} made sure that no animal could get out again
beat maybe start
@proud a
@ending a
@relief

ask why
? Why had {b.name} not baked
? Why were there no {bake}
! There was no flour
! It was because {b.name} had no flour
ask why
? Why was the mill wheel not turning
? Why could {c.name} not let the water in
! It was because {k.the} was {where}
! {k.the} was {where} and would not come away
ask why
? Why did {d.name} not fetch {k.the} at once
? Why could {d.name} not walk to the mill
! It was because the boots were being mended
! {d.my} boots were at {e.name}'s shop
ask why
? Why were the boots not ready
? Why could {e.name} not finish the boots
! There was no {x} left
! It was because {e.name} had no {x}
ask why
? Why could {k.the} run away
? How did {k.the} get out
! It was because {hole}
! {k.the} got out because {hole}
ask where home
? Where did {a.name} find some {x}
? Where was the {x} that {a.name} fetched
! It was {home}
! {a.name} found it {home}
ask who c
? Who needed {k.the} to move before the wheel could turn
? Who sat at the mill and could not work
! It was {c.name} the miller
ask who e
? Who needed some {x}
? To whom did {a.name} bring the {x}
! It was {e.name} the shoemaker
! It was for {e.name} the shoemaker
