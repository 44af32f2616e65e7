title a recipe for soup
form recipe
cast a: cook
word main: carrot, potato, parsnip, leek, turnip, beetroot
word second: onion, tomato, celery stick, red pepper
word herb: parsley, thyme, dill, marjoram, basil
word fat: butter, oil, goose fat
word bread: crusty bread, toast, rye bread, a warm roll
word people: hungry children, tired harvesters, guests on a rainy day, four good friends, the whole family
number n: 4..9
number m: 2..3
number l: 2..4
word t: twenty, twenty-five, thirty, forty
number v: n+m

beat line
{main} soup for {people}, as {a.intro} makes it
{main} soup from {a.intro}, enough for {people}
beat line
You need: {n} {main.s}, {m} {second.s}, {l} cups of water, a spoonful of {fat}, a pinch of salt and some {herb}.
Take: {n} {main.s}, {m} {second.s}, {l} cups of water, a little {fat}, some salt and a bunch of {herb}.
beat line
1. Wash the {main.s} (well|in cold water) and cut them into (small pieces|cubes|thin slices).
1. Rinse the {main.s} under cold water. Then chop them into small pieces.
beat line
2. Chop the {second.s} as well, and (do not hurry|use a sharp knife).
2. Cut up the {second.s}, too, and mind your fingers.
beat line
3. Warm the {fat} in a (big|heavy|deep) pot and fry everything gently until it smells good.
3. Heat the {fat} in a pot, add everything that you have cut, and stir.
beat line
4. Pour in the water, put on the lid and let it simmer for {t} minutes.
4. Add the water. Cook the soup over a (low|small) flame for {t} minutes.
beat maybe line
While it cooks, lay the table and set out the spoons.
Do not walk away, or the soup may boil over.
beat line
5. Mash the vegetables with a fork, and add the salt. Taste it. Is it good? If not, add a little more.
5. Stir in the salt and taste with a (clean|wooden) spoon.
beat line
6. At the very end, sprinkle the {herb} on top.
6. Last of all, chop the {herb} and scatter it over the soup.
beat line
Serve it hot with {bread}.
It tastes best with {bread}.
Eat it with {bread}, and blow on the spoon first!
beat maybe line
What is left over tastes even better the next day.
Enjoy your meal!

ask how-many n
? How many {main.s} do you need
! You need {n} {main.s}
! The soup is made with {n} {main.s}
ask how-many v
? You need {n} {main.s} and {m} {second.s}. How many vegetables is that
? How many vegetables must be cut, if you count {n} {main.s} and {m} {second.s}
! {n} and {m} make {v}, so that makes {v} vegetables
! That is {v} vegetables, because {n} plus {m} is {v}
ask how-many t
? How long must the soup cook
? For how many minutes does the soup cook
! The soup must cook for {t} minutes
! It cooks for {t} minutes
ask first
? What do you do first with the {main.s}
? What comes first
! First you wash the {main.s}
! Washing the {main.s} comes first
ask then
? What do you add at the very end
? What comes on top of the soup
! The {herb} comes at the end
! At the end you put the {herb} on top
ask what
? What should you eat with the soup
? What goes well with the soup
! {bread} goes well with it
! You should eat it with {bread}
