title the ring in the carrot bed
cast a: grown
cast b: child
thing x: ring; silver, golden, brass, copper
word veg: carrot, parsnip, leek
word meal: soup, stew, pie

beat start
3: (One day in spring|One spring morning), {a.intro} was (sowing seeds|pulling up weeds|digging) in the garden when {x} (slipped from {a.my} finger|slid off {a.my} finger) into the soil
3: {a.intro} had {x} that was a little too big. One day in spring {x.the} slid off {a.my} finger in the garden
1: (One day in spring|One spring morning) I was (sowing seeds|pulling up weeds|digging) in the garden, and {x.my:a} (slipped from|slid off) my finger into the soil
fact has a x
beat and
{a} did not (notice|feel) it until (supper|bedtime|the evening)
{a} only noticed that {x.it} was gone when the work was done
fact loses a x
beat start
{a} (searched|looked through) every (row|corner) of the garden with (a lamp|a rake)
{a} dug up the path and even emptied the (wheelbarrow|rain barrel)
{a} crept between the rows and sifted the earth through a (sieve|strainer)
beat but
{x.the} was (nowhere to be seen|not to be found)
the earth (kept its secret|gave nothing back)
beat maybe start
@sad a
beat maybe say a
It was my grandmother's ring. I shall never forgive myself
How could I be so careless?
I should have left {x.it} in the drawer
beat start
(Summer came and went|The weeks passed), and (at last|by and by) {a} (stopped looking|gave up hope)
(The rain fell, the sun shone|The days grew long and then short again), and {a} thought no more about {x.the}
beat paragraph
In autumn, {b.intro} came to help with the (harvest|vegetables)
One cool day in autumn, {b.intro} offered to (pull up the {veg.s}|help with the harvest)
beat then
{b} (tugged|pulled) at {veg.a} with both hands and (tumbled|fell) over backwards
{b} grabbed {veg.a} by its green leaves and pulled it (up|out of the ground)
beat and
the {veg} looked very (strange|odd|funny), with a (thin|narrow) waist like a (wasp|doll)
around its middle something (shone|glittered|gleamed)
beat say b to a
Look! This {veg} is wearing a belt
Come quickly! There is something shiny on this {veg}
{a.name}, did you ever see {veg.a} wearing jewellery?
beat start
{a} wiped off the mud and (could hardly believe it|gasped|burst out laughing)
{a} rubbed away the earth and (stared|had to sit down)
beat start
It was the lost ring! (The {veg} had grown right through it|The {veg} had pushed its way through the ring as it grew)
There was the lost ring, and the {veg} had grown (straight|right) through the middle of it
beat so
{a} washed {x.the}, put {x.it} on again and (hugged|thanked) {b.name}
{a} slipped {x.the} back on and gave {b.me} (the biggest pumpkin|a basket of plums|a jar of honey)
fact has a x
beat maybe start
@glad a
beat maybe then
3: they cooked {meal.a} and ate every bit of that {veg}
3: the two of them made {meal.a} out of the clever {veg}
1: {b.name} and I made {meal.a} out of the clever {veg}
1: {b.name} and I cooked {meal.a} and ate every bit of that {veg}
beat maybe start
(From that day on|After that day), {a} always took {x.the} off before (working in the garden|touching a spade)
Ever since, {a} <have> (worn|had) {x.the} on a ribbon when there is digging to be done

ask where
? Where did {a.name} lose {x.the}
? Where was {x.the} lost
! {a.name} lost {x.the} in the garden
! It was in the garden that {a.name} lost {x.the}
ask who b
? Who (pulled up the {veg} with the ring|found the lost ring)
? Who came to help in autumn
! It was {b.name}
! {b.name} came to help and pulled up the {veg} with the ring
ask what
? What had grown through the ring
? What did {b.name} pull up
! {b.name} pulled up {veg.a}, and it had grown through the ring
! It was {veg.a} that had grown through the ring
ask then
? What did {a.name} do when {x.the} was found
! {a.name} cleaned {x.the} and put {x.it} on again
! {a.name} put {x.the} back on
