title the loaf like a stone
cast a: child
cast c: baker
word bread: loaf of white bread, raisin loaf, walnut loaf, poppy-seed loaf, loaf of rye bread
word guest: aunt, cousin, grandmother, uncle, godfather
word hard: brick, stone, cobblestone, roof tile
word like: a sleeping cat, a full moon, a pillow, a round cloud
word animals: ducks, hens, sparrows, goats
number n: 2..5

beat start
3: {a.intro} wanted to bake {bread.a} because {a.my} {guest} was coming to visit
3: Once {a.intro} made up {a.my} mind to bake {bread.a} for {a.my} {guest}
1: One day I wanted to bake {bread.a} because {a.my} {guest} was coming to visit
1: I once made up my mind to bake {bread.a} for {a.my} {guest}
beat start
It looked easy. There was flour in the jar, water in the jug and salt in the (bowl|little box)
Flour, water and salt stood ready on the kitchen table
The recipe seemed very short: flour, water and a pinch of salt
beat start
{a} (mixed|stirred) everything (quickly|in a great hurry) and pushed it into the hot oven
{a} made a (sticky|grey) dough in no time and put it (straight|right) into the oven
{a} poured everything into a bowl, gave it a quick stir and pushed it into the oven
beat but
what came out was as flat as a plate and as hard as a {hard}
the loaf came out flat and pale, and it was as hard as a {hard}
an hour later there lay a thing on the tray that was as thin as a slate and as hard as a {hard}
beat maybe start
A knife could not cut it
When it fell on the floor, it made a (dent|hole)
beat maybe start
Even the {animals} (would not eat|turned away from) it
{a} offered it to the {animals}, but they only looked at it (in surprise|from all sides)
The {animals} came running, took one look at it and walked away again
beat so
{a} (took|carried) the (sad|hard) little loaf to {c.intro}
{a} went to {c.intro} with the (sad|hard) little loaf wrapped in a cloth
{a} put the loaf in a basket and brought it to {c.intro}
beat say a to c
What did I do wrong? I used flour, water and salt
Please tell me what is wrong with it. I did everything so fast
I wanted to bake bread, but I think that I have made a {hard}. What went wrong?
beat say c to a
You forgot two things, {a.name}. One is yeast, and the other is patience
It has no yeast, {a.name}, and you gave it no time. Bread (must sleep|has to rest) before it is baked
I see what is missing, {a.name}. You need yeast to make it rise, and you need to wait
beat so
{c.name} (tied|put) a big white apron around {a.me} and fetched a spoonful of yeast
{a} (washed both hands|put on an apron), and {c.name} (brought|fetched) a spoonful of yeast from the shelf
beat paragraph
This time {a} stirred the yeast into warm water first
First {a} let the yeast (wake up|bubble) in a cup of warm water
This time {a} did everything slowly and woke the yeast with warm water and a little sugar
beat start
{a} kneaded the dough, (pushed it, folded it and turned it|pushing and folding), until it was as soft as (an ear lobe|a cheek|a feather pillow)
{a} kneaded and kneaded until the dough did not stick to anything any more
{a} pushed and pulled the dough with both hands until it was smooth and (springy|shiny)
beat and
{a} covered it with a cloth and set it near the (stove|oven)
it was put in a bowl near the (stove|oven), under a clean cloth
beat start
Waiting was the hardest part of all
It was not easy to wait
Now there was nothing to do but wait
beat and
for {n} long hours nothing could be done
{a} looked under the cloth again and again for {n} hours
the big hand of the clock went around {n} times, and nothing seemed to happen
beat maybe start
@inside
beat but
slowly the dough grew until it lay in the bowl like {like}
at last it had risen and looked like {like}
then, little by little, the cloth rose, and under it the dough looked like {like}
beat then
the bread went into the oven, and a wonderful smell filled the whole (bakery|street)
{c.name} slid it into the oven on a long wooden shovel
{a} brushed the dough with milk, and {c.name} put it into the oven
beat maybe start
When {a} tapped on the crust, it sounded like a little drum
The crust was golden and (crackled|sang) softly as it cooled
beat say a
It is bread! It is real bread!
Look how high it is! And it smells so good!
It has risen! Listen, it is even humming!
beat maybe start
@proud a
@glad a
beat start
That (evening|afternoon) {a.my} {guest} came and ate (three|four) slices with butter and (honey|plum jam)
In the (evening|afternoon) there was warm bread for {a.my} {guest}, with butter and (cheese|honey)
beat maybe and
not a crumb was left
{a.my} {guest} even asked for more
beat maybe start
{a} kept the first loaf, for it was very good for (holding doors open|cracking nuts)
Since then {a} <have> never forgotten that good things need time
@lesson a

ask why
? Why was the first loaf so hard
? What was wrong with the first loaf
! There was no yeast in it, and it had not rested
! {a.name} had forgotten the yeast and had not waited
ask who c
? Who showed {a.name} how to bake
? Who helped {a.name}
! {c.name} the baker did
! It was {c.name}, the baker
ask how-many
? How long did the dough have to rest
? For how many hours did {a.name} wait
! It took {n} hours
! The dough needed {n} hours
ask what
? What did {a.name} want to bake
! {a.name} wanted to bake {bread.a}
ask who
? Who was going to eat the bread
? For whom did {a.name} bake
! The bread was for {a.my} {guest}
ask then
? What did {a.name} do after kneading the dough
? What happened to the dough after it had been kneaded
! {a.name} waited until the dough had risen
! It rested under a cloth until it had risen
