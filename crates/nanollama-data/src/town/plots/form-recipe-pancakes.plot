title a recipe for pancakes
form recipe
cast a: child
cast b: old
word drink: milk, buttermilk, goat's milk
word sweet: honey, brown sugar, maple syrup
word filling: plum jam, apple sauce, cream cheese, fresh raspberries, chopped nuts, cherry jam
word tool: a wooden spoon, a whisk, a big fork
word day: a rainy Sunday, a birthday breakfast, a cold winter evening, the last day of school
number e: 2..4
number c: 2..3
number d: c+1
number n: 8..14
number k: n-2

beat line
{b.intro} makes the best pancakes in town, and {a.intro} wrote down how it is done.
This recipe for {day} comes from {b.intro}, and {a.intro} wrote it down.
beat line
You need {e} eggs, {c} cups of flour, {d} cups of {drink}, a spoonful of {sweet} and a little butter for the pan.
Put these things on the table: {e} eggs, {c} cups of flour, {d} cups of {drink}, a spoonful of {sweet} and a little butter.
beat line
First tie on an apron and wash your hands.
First of all, wash your hands and roll up your sleeves.
beat line
Break the eggs into a (big|deep|large) bowl. If a bit of shell falls in, fish it out with a spoon.
Crack the eggs, one after the other, into a (big|deep|large) bowl.
beat line
Add the {drink} and the {sweet}, and beat everything with {tool}.
Pour in the {drink}, add the {sweet} and stir with {tool}.
beat line
Then sift in the flour, a little at a time, until there are no more lumps.
Then add the flour slowly, and go on stirring until the batter is smooth.
beat line
Let the batter rest for (ten|fifteen|twenty) minutes.
Now the batter has to rest. Meanwhile, you can lay the table.
beat line
Melt some butter in the pan and pour in a ladle of batter.
Heat the pan with a little butter. When it hisses, pour in some batter.
beat line
When the (edge|rim) is brown, turn the pancake over. Whoever is brave may toss it in the air!
As soon as little holes appear, turn the pancake and fry the other side.
beat line
That makes {n} pancakes. The cook may eat two of them at once, so {k} come to the table.
The batter is enough for {n} pancakes. Two always go to the cook, and {k} are left for the plate.
beat line
Put {filling} on them and roll them up.
Fill them with {filling} and eat them while they are warm.
beat maybe line
{b.name} always says: The first pancake is never pretty, but it tastes good all the same.
Do not forget to wash up afterwards!

ask how-many e
? How many eggs do you need
! You need {e} eggs
! The recipe takes {e} eggs
ask how-many k
? There are {n} pancakes and the cook eats two. How many are left
? How many of the {n} pancakes come to the table
! {n} (take away two leaves|minus two is) {k}, so {k} pancakes are left for the table
! {k} pancakes come to the table, because {n} minus two is {k}
ask what
? What are the pancakes filled with
? What goes inside the pancakes
! They are filled with {filling}
! They have {filling} inside
ask first
? What must you do first of all
? What comes before the cooking
! First you must wash your hands
! Washing your hands comes first
ask who b
? Whose recipe is it
! It is {b.name}'s recipe
! It is from {b.name}
ask how-many d
? How much {drink} do you need
? How many cups of {drink} go into the batter
! You need {d} cups of {drink}
! It takes {d} cups of {drink}
