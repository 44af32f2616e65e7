title the swallows above the door
season spring
cast a: child
cast b: teacher
cast c: child
cast d: old
word month: April, May
word where: in the school hall, above the blackboard, on the lamp in the corridor, over the coat hooks, on top of the school clock
word mud: mud and straw, wet clay and hair, mud and feathers
word dirt: on the books, on the floor, on a hat, on the sums, into the ink
word board: a shelf, a tray, an old atlas, a tea towel on two sticks, an open umbrella
word name: Flit, Comma, Arrow, Whisper, Scissors, Needle
number n: 3..5
number t: 12..20

beat start
3: One morning in {month}, {a.intro} looked up during a lesson and saw two swallows flying in at the open window
3: It was {month}, and the windows of the school stood open, and {a.intro} was the first to see the two swallows
3: A shadow passed over the book of {a.intro} in {month}, and then another. Two swallows had come into the school
1: One morning in {month} I looked up during a lesson and saw two swallows flying in at the open window
1: It was {month}, and the windows of our school stood open, and I was the first to see the two swallows
1: A shadow passed over my book in {month}, and then another. Two swallows had come into our school
beat start
They were building a nest {where}, out of {mud}
With {mud} in their beaks they were building a nest {where}
They had found a place {where} and were gluing it together out of {mud}
beat maybe start
@weather
beat but
some of it fell {dirt}, and {b.intro} frowned at it
it made a mess, for bits of it dropped {dirt}, and {b.intro} was not pleased
every now and then something wet dropped {dirt}, and {b.intro} had to wipe it off
beat say b
We cannot have birds in a school. Tonight I shall shut the windows
This is a school and not a barn! From tomorrow the windows stay shut
Out with them! I cannot teach with birds above my head
beat maybe start
@sad a
beat say a
But they have chosen our school out of all the houses in the town!
Please do not do that! They have come all the way from Africa
But where shall they go? They have almost finished
beat maybe start
{c.name} nodded, and so did all the others
A murmur went through the whole class
beat say b
Very well. If you find a way to keep the place clean, they may stay
Then show me how this can be done without dirt, and I will say no more
I give you until tomorrow. Think of something
beat so
after school {a} went to {d.intro} and asked for advice
{a} asked {d.intro}, who had had swallows in the stable for fifty years
{a} went to see {d.intro}, who knew more about birds than anyone
beat say d to a
It is quite easy. Put {board} under the nest, and all the dirt will land on it
A swallow's house needs a balcony. Put {board} below it, and you will see
Nothing is easier than that. What falls down must be caught. Take {board}
beat so
3: {c.name} and {a.name} fixed {board} under the nest the very same day
1: {c.name} and I fixed {board} under the nest the very same day
{c.name} held the ladder, and {a} fixed {board} under the nest
3: the next morning {c.name} brought a ladder, and {board} was hung up under the nest
1: the next morning {c.name} brought a ladder, and we hung up {board} under the nest
beat and
one window was left open day and night
{b.name} left one window open, even on Sundays
a pane was taken out, so that the swallows could come and go
beat start
After {t} days there was a thin peeping, and {n} little heads looked over the edge
{t} days later {n} yellow beaks opened above the edge of the nest
When {t} days had passed, {n} hungry mouths had to be fed
beat then
the children learned to be quiet, so as not to frighten them, and it had never been so peaceful at school
the lessons went on in whispers, and everyone wrote a page about the swallows
nobody banged a door any more, and even the bell was rung more softly
beat when
the young birds flew out for the first time
the first of them stood on the edge and spread its wings
the young ones left the nest
beat start
{b.name} put down the chalk and said that there would be no more sums that day
all pencils were laid down, and {b.name} was the first to clap
the whole class held its breath, and then there was a great cheer
beat maybe start
The smallest one, whose name was {name}, needed three tries
{c.name} gave all of them names, and the smallest was called {name}
@glad a
@surprised b
beat maybe start
In September they gathered on the wires, and the next day they were gone
The next {month}, somebody knocked at the window with a beak
@ending a
@relief

ask where where
? Where did the swallows build their nest
? Where was the nest
! They built it {where}
! The nest was {where}
ask why
? Why did {b.name} want to shut the windows
! The birds made a mess
! {b.name} did not like the dirt that fell from the nest
ask who d
? Who knew what to do about the dirt
? Whom did {a.name} ask for advice
! {d.name} gave the good advice
! It was {d.name}
ask what board
? What was put under the nest
? What kept the floor clean
! It was {board}
! They put {board} under the nest
ask who c
? Who helped {a.name} to put it up
! {c.name} helped {a.name}
! It was {c.name}
ask how-many n
? How many young birds were there
! There were {n} young birds
ask how-many t
? After how many days was there a peeping in the nest
! It was after {t} days
