title breakfast across the water
cast a: child
cast b: grown
cast c: old
word boat: wash tub, tin bath, kneading trough, wooden cradle
word food: bread, sausages, pears, pancakes, potatoes
number n: 3..5

beat start
3: It rained for {n} days, and then the river (climbed over its banks|came up into the streets)
3: After {n} days of rain, the river (climbed over its banks|spread over the fields)
1: It rained for {n} days, and then the river (climbed over its banks|came up into the streets)
1: After {n} days of rain, the river behind our house climbed over its banks
beat start
3: {a.intro} (looked out|opened the shutters), and where there had been a meadow yesterday, there was a (wide brown lake|great brown sheet of water)
1: I (looked out|opened the shutters), and where there had been a meadow yesterday, there was a (wide brown lake|great brown sheet of water)
beat but
the house of {c.intro} stood on a little hill, and now that hill was an island
across the meadow stood the house of {c.intro}, and there was water on every side of it
beat say c
I am dry, but my cupboard is empty! I have nothing left but mustard
Good morning! The cat and I have eaten our last crumb
beat start
The bridge was under water, and no boat could be had, because (the ferry was being mended|all of them had drifted away)
It was too deep to wade, and all the boats had been needed farther down the river
beat so
{a} (ran|hurried) to {b.intro}, who was carrying (carpets|flour|books) out of the wet
{a} asked {b.intro} for advice
beat say b to a
We have plenty of {food}. The question is how to get something to eat across the water
Food we have. But food cannot swim
beat say a
Then it needs something to swim in. What about the old {boat}?
It can sit in the old {boat}! That floats like a duck
beat and
{b} found a long, long rope, but no arm could throw it so far
{b} brought a long rope, but nobody could throw such a heavy thing across
beat then
{a} thought of (a kite|the kite in the attic), tied a thin string to it and let the wind carry it over the water
{a} fetched a kite, let it climb, and made it come down right beside the other house
beat and
{c.name} caught the kite string and pulled, and behind the string came the rope
{c.name} caught it with a broom, pulled in the string, and at the end of the string hung the rope
beat then
{b} tied the {boat} to the middle of the rope and packed it full of {food}
3: they fastened the {boat} to the rope and filled it with {food}
beat when
{c} pulled at the other end
the first pull came from the far side
beat start
the little ferry rocked, turned round (once|twice) and set off across the flood
the {boat} slid into the water and sailed away, bobbing up and down
beat say c
What a feast! You have not forgotten the cat, have you?
Breakfast by ship! I feel like a king on an island
beat maybe start
@glad a
beat maybe start
When the meadow was dry, {c} came over on foot with a (cake|pie) as big as a wheel
When the river was back in its bed, {c} walked across and (hugged|thanked) everybody

ask what
? What did they send the food across the water in
? What was used as a boat
! They used the {boat}
! It was the {boat}
ask who c
? Who needed food
? Who lived in the house with water on every side
! It was {c.name}
! {c.name} was the one
ask why
? Why could nobody walk to {c.my} house
? Why was {c.my} house like an island
! The river had flooded the meadow
! It was because of the flood
ask how-many n
? How many days did it rain
? How long did it rain
! It rained for {n} days
! It had rained for {n} days
ask what
? What did {c.name} get to eat
? What did they send to {c.name}
! They sent {food} across the water to {c.name}
! {c.name} got {food}
