title a recipe for a bird cake
form recipe
cast a: gardener
cast b: child
cast c: child
word fat: beef suet, lard, coconut fat
word s1: sunflower seeds, oat flakes, chopped nuts, raisins, millet, dried berries, hemp seeds, bread crumbs
word s2: sunflower seeds, oat flakes, chopped nuts, raisins, millet, dried berries, hemp seeds, bread crumbs
word s3: sunflower seeds, oat flakes, chopped nuts, raisins, millet, dried berries, hemp seeds, bread crumbs
word pot: a flower pot, half a coconut, an old cup, a yoghurt pot, an empty tin
word hang: in the apple tree, under the eaves, on the washing line, on a branch of the lilac, from the balcony
word bird1: robins, blue tits, sparrows, finches, blackbirds, nuthatches, woodpeckers, starlings
word bird2: robins, blue tits, sparrows, finches, blackbirds, nuthatches, woodpeckers, starlings
word not: salt, bacon, spiced cake, salty cheese
number n: 2..4
number m: 2..4
number k: n+m
number h: 2..6

beat line
A winter cake for birds
A cake that is not for people, as {a.intro} makes it
What to cook for the birds when it snows
beat line
{b.name} and {c.name} made this cake in the first week of snow and wrote down what they did.
This is how {b.name} and {c.name} did it, with the help of {a.intro}.
beat line
You need a lump of {fat}, {n} cups of {s1}, {m} cups of {s2} and a handful of {s3}.
Take a lump of {fat}, {n} cups of {s1} and {m} cups of {s2}. Add a handful of {s3}, if you have any.
beat line
Melt the {fat} slowly in an old pan. It must not smoke.
Let the {fat} melt over a small flame, and ask somebody tall to help you.
beat line
Take the pan off the stove and stir in the {s1}, the {s2} and the {s3}.
Tip in the {s1}, the {s2} and the {s3}, and stir until everything is shiny.
beat line
Pull a piece of string through {pot} and tie a knot, so that the cake can hang.
Put a loop of strong string into {pot}, for that is what it will hang on.
beat line
Pour in the mixture and leave it in the cold for {h} hours, until it is hard.
Spoon in the mixture, press it down with a spoon and wait {h} hours until it has set.
beat line
Hang it up {hang}, high enough to be safe from cats.
Then hang it {hang}, where no cat can reach it.
beat line
Now stand at the window and wait. The {bird1} come first, and then come the {bird2}.
Be patient. First you will see {bird1}, and when they are full, {bird2} will come.
beat maybe line
Never use {not}, for it makes birds ill.
Do not forget a bowl of water, and break the ice on it every morning.
beat maybe line
Once you have begun, go on until spring, because the birds will count on you.
You can draw all your guests and write their names underneath.

ask what fat
? What must be melted
? What do you melt in the pan
! You melt {fat}
! It is {fat}
ask how-many k
? You take {n} cups of {s1} and {m} cups of {s2}. How many cups is that
? How many cups of {s1} and {s2} are there in all, if there are {n} and {m}
! {n} and {m} make {k}, so it is {k} cups
! That makes {k} cups
ask what s3
? What else do you need besides the {s1} and the {s2}
? Of what do you need only a handful
! You need a handful of {s3}
! It is {s3}
ask where hang
? Where should the cake hang
? Where do you hang the cake
! It should hang {hang}
! You hang it {hang}
ask how-many h
? How many hours must the cake stand in the cold
? How long must you wait until the cake is hard
! You must wait {h} hours
! It takes {h} hours until it is hard
ask first bird1
? Which birds come first
? Which birds will be the first guests
! The {bird1} come first
! First the {bird1} come
ask then bird2
? Which birds come after the {bird1}
! The {bird2} come next
! After them the {bird2} come
