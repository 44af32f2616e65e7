title a queue in front of the bakery
season winter
cast a: child
cast g: baker
cast b: grown
cast c: old
cast d: child
cast e: grown
word x1: a rye loaf, six rolls, a plum tart, a bag of rusks, a cheese stick, a gingerbread heart, a plaited loaf, a dozen buns, a jam doughnut, a cream cake, a poppy seed roll, two pretzels
word x2: a rye loaf, six rolls, a plum tart, a bag of rusks, a cheese stick, a gingerbread heart, a plaited loaf, a dozen buns, a jam doughnut, a cream cake, a poppy seed roll, two pretzels
word x3: a rye loaf, six rolls, a plum tart, a bag of rusks, a cheese stick, a gingerbread heart, a plaited loaf, a dozen buns, a jam doughnut, a cream cake, a poppy seed roll, two pretzels
word x4: a rye loaf, six rolls, a plum tart, a bag of rusks, a cheese stick, a gingerbread heart, a plaited loaf, a dozen buns, a jam doughnut, a cream cake, a poppy seed roll, two pretzels
word h1: a green scarf, a straw basket, a big umbrella, a dog on a lead, a pair of red boots, a blue cap, a walking stick, a yellow coat, a string bag, a milk can, a fur collar, a sleeping baby
word h2: a green scarf, a straw basket, a big umbrella, a dog on a lead, a pair of red boots, a blue cap, a walking stick, a yellow coat, a string bag, a milk can, a fur collar, a sleeping baby
word h3: a green scarf, a straw basket, a big umbrella, a dog on a lead, a pair of red boots, a blue cap, a walking stick, a yellow coat, a string bag, a milk can, a fur collar, a sleeping baby
word h4: a green scarf, a straw basket, a big umbrella, a dog on a lead, a pair of red boots, a blue cap, a walking stick, a yellow coat, a string bag, a milk can, a fur collar, a sleeping baby
word time: six o'clock, half past six, seven o'clock, first light
word kind: a warm roll, a broken biscuit, a paper bag full of crumbs for the ducks, the end of a sugar loaf

beat start
3: On Saturday {a.intro} was the last in the queue in front of the shop of {g.intro}
3: At {time} there was already a queue at the shop of {g.intro}, and {a.intro} stood at the very end of it
1: On Saturday I was the last in the queue in front of the shop of {g.intro}
1: At {time} there was already a queue at the shop of {g.intro}, and I stood at the very end of it
beat maybe start
@weather
beat start
There was nothing to do but look at the others
A cold wind blew, but it smelled so good that nobody went away
beat mix start
{b.intro}, with {h1}, was at the very front and wanted {x1}
At the very front stood {b.intro}, who had {h1} and had come for {x1}
The first in the line was {b.intro} with {h1}, waiting for {x1}
beat mix start
Right behind {b.name} came {c.intro}, who had {h2} and wanted {x2}
{c.intro}, who had {h2}, stood behind {b.name} and hoped for {x2}
Behind {b.name} one could see {c.intro}, who had {h2} and was going to ask for {x2}
beat mix start
After {c.name} came {d.intro} with {h3}, sent to buy {x3}
{d.intro} stood behind {c.name}, had {h3} and dreamed of {x3}
Behind {c.name} waited {d.intro}, who had {h3} and needed {x3}
beat mix start
{e.intro}, with {h4}, stood behind {d.name} and was in a hurry to get {x4}
The one behind {d.name} was {e.intro}, who had {h4} and had ordered {x4}
Behind {d.name} came {e.intro} with {h4}, longing for {x4}
beat then
the door opened, and one after the other they went in and came out again, happy
the key turned in the lock, and the queue grew shorter and shorter
beat but
when it was {a.my} turn, all the shelves were empty
when {a} came to the counter, nothing was left
beat maybe start
@sad a
beat say g
I am so sorry! I sold the very last thing a minute ago
Oh dear! Not even a crust is left, and you have waited so long
beat say a
That does not matter. I only came to get warm
May I at least smell the oven?
beat say g to a
Then come round the counter, {a.name}. There is always something in the oven for the last one
Do you know what bakers eat, {a.name}? What has gone a little wrong. Come in
beat so
{a} sat down beside the oven and got {kind}
{a} was given {kind} and a stool in the warmest corner
beat maybe start
Since then the last place in the queue is the one that everybody wants
beat maybe start
@glad a
@ending a

ask what x1
? What did {b.name} want to buy
? What had {b.name} come for
! {b.name} wanted {x1}
! It was {x1}
ask who b
? Who wanted to buy {x1}
? Who had come for {x1}
! {b.name} wanted {x1}
! It was {b.name}
ask who b
? Who had {h1}
? Who was the one with {h1}
! {b.name} had {h1}
! It was {b.name}
ask what h1
? What did {b.name} have along
! {b.name} had {h1}
! It was {h1}
ask what x2
? What did {c.name} want to buy
? What had {c.name} come for
! {c.name} wanted {x2}
! It was {x2}
ask who c
? Who wanted to buy {x2}
? Who had come for {x2}
! {c.name} wanted {x2}
! It was {c.name}
ask who c
? Who had {h2}
? Who was the one with {h2}
! {c.name} had {h2}
! It was {c.name}
ask what h2
? What did {c.name} have along
! {c.name} had {h2}
! It was {h2}
ask what x3
? What did {d.name} want to buy
? What had {d.name} come for
! {d.name} wanted {x3}
! It was {x3}
ask who d
? Who wanted to buy {x3}
? Who had come for {x3}
! {d.name} wanted {x3}
! It was {d.name}
ask who d
? Who had {h3}
? Who was the one with {h3}
! {d.name} had {h3}
! It was {d.name}
ask what h3
? What did {d.name} have along
! {d.name} had {h3}
! It was {h3}
ask what x4
? What did {e.name} want to buy
? What had {e.name} come for
! {e.name} wanted {x4}
! It was {x4}
ask who e
? Who wanted to buy {x4}
? Who had come for {x4}
! {e.name} wanted {x4}
! It was {e.name}
ask who e
? Who had {h4}
? Who was the one with {h4}
! {e.name} had {h4}
! It was {e.name}
ask what h4
? What did {e.name} have along
! {e.name} had {h4}
! It was {h4}
ask who b
? Who was at the very front
? Who was the first in the queue
! {b.name} was the first
! It was {b.name}
ask who c
? Who stood behind {b.name}
? Who came right after {b.name}
! {c.name} stood behind {b.name}
! It was {c.name}
ask who d
? Who stood behind {c.name}
? Who came right after {c.name}
! {d.name} stood behind {c.name}
! It was {d.name}
ask who e
? Who stood behind {d.name}
? Who came right after {d.name}
! {e.name} stood behind {d.name}
! It was {e.name}
ask who c
? Who stood in front of {d.name}
? Who was just before {d.name}
! {c.name} stood in front of {d.name}
! It was {c.name}
ask who d
? Who stood in front of {e.name}
? Who was just before {e.name}
! {d.name} stood in front of {e.name}
! It was {d.name}
