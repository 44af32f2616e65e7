title a recipe for jam
form recipe
cast a: old
cast b: child
word fruit: strawberry, raspberry, plum, cherry, gooseberry, blackberry, apricot
word extra: a stick of cinnamon, the juice of a lemon, a pinch of ginger, a vanilla pod, a sprig of mint
word pot: copper pan, iron pot, wide saucepan, big enamel pot
word cover: a cloth, wax paper, a lid, a piece of checked cotton
word where: in the cellar, in the pantry, on the top shelf, in a cool cupboard
word on: toast, pancakes, warm rolls, rice pudding, waffles
word t: ten, twelve, fifteen, twenty
number n: 3..6
number m: 2..4
number j: 6..12
number g: 2..4
number k: j-g

beat line
{fruit} jam, as {a.intro} makes it
{fruit} jam, from the recipe book of {a.intro}
beat line
You need {n} pounds of {fruit.s}, {m} pounds of sugar and {extra}.
Get ready {n} pounds of {fruit.s}, {m} pounds of sugar and {extra}.
beat line
1. Pick over the {fruit.s} and wash them. (Whatever is bruised or mouldy must go.|The ones that fall on the floor belong to the cook.)
1. Wash the {fruit.s} and take off the stalks and leaves.
beat line
2. Put them into {pot.a} with the sugar and leave them alone for an hour.
2. Mix them with the sugar in {pot.a} and let them stand for an hour, until the juice runs.
beat line
3. Bring everything to the boil, add {extra}, and stir without stopping.
3. Heat it slowly until it bubbles. Now add {extra}, and keep stirring.
beat line
4. Let it boil for {t} minutes and skim off the foam. (Children may eat the foam.|)
4. It must boil for {t} minutes. Take off the foam with a spoon.
beat line
5. Put a drop on a cold plate. If it does not run, the jam is ready.
5. Is it ready? Put a drop on a cold plate, and if it stays where it is, you can stop.
beat line
6. Ladle it into {j} clean jars and close each one with {cover}.
6. Pour it into {j} hot jars and cover each of them with {cover}.
beat line
Write the date on the jars and keep them {where}.
Stick labels on the jars and store them {where}.
beat line
{g} jars are for the neighbours, so {k} are left for the winter.
Give {g} jars away, and {k} are still left for the winter.
beat maybe line
It tastes best on {on}, says {b.name}, who likes to eat it straight from the spoon.
{b.name} eats it on {on}, and quite thickly, too.

ask what fruit
? What kind of jam is it
? What is the jam made of
! It is {fruit} jam
! The jam is made of {fruit.s}
ask how-many n
? How many pounds of {fruit.s} do you need
! You need {n} pounds
! The recipe takes {n} pounds of {fruit.s}
ask how-many m
? How much sugar do you need
? How many pounds of sugar are there in the recipe
! You need {m} pounds of sugar
! It takes {m} pounds of sugar
ask how-many t
? How long must the jam boil
? For how many minutes does it boil
! It must boil for {t} minutes
! It boils for {t} minutes
ask how-many k
? There are {j} jars, and {g} are given away. How many are left
? How many of the {j} jars are left for the winter
! {j} take away {g} leaves {k}, so {k} jars are left
! {k} jars are left, because {j} minus {g} is {k}
ask where where
? Where should the jars be kept
? Where do you store the jam
! They should be kept {where}
! The jam should be kept {where}
ask then extra
? What do you add when the jam begins to bubble
? What goes in besides the fruit and the sugar
! You add {extra}
! {extra} goes in
ask who a
? Whose recipe is it
! It is from {a.name}
! It is {a.my} recipe
