title the library on wheels
season winter
cast a: librarian
cast b: child
cast c: old
cast d: donkey
thing x: cart, wagon, hay cart, milk cart; green, red, blue, yellow
word stories: pirates, dragons, ghosts, explorers, kings and queens, the stars
number n: 20..60
number m: 3..9

beat start
3: {a.intro} had {n} new books that winter, but hardly anybody came to read them
3: One winter it became very quiet in the library of {a.name} the librarian
1: I am the librarian of our town. Last winter it became very quiet in my library
1: I am a librarian. Last winter I had stamped {n} new books, but hardly anybody came to read them
beat because
the road up the hill was steep and covered with ice
the old people could not walk up the icy hill
beat start
{a} missed {c.intro} most of all
For {m} weeks nobody saw {c.intro}, who used to read by the stove every day
beat maybe so
{a} looked out of the window and sighed
{a} wound up the clock, dusted the globe and sighed
{a} put the books back on the shelf with a heavy heart
beat maybe start
@weather
@inside
beat maybe say a
A book that nobody opens is a sad thing
What good are books if they stand here all alone?
beat start
{b.intro} was sitting on the ladder and reading about {stories}
The only reader that day was {b.intro}, who sat by the stove with a book about {stories}
Between two shelves {b.intro} was lying on the floor with a book about {stories}
beat say b to a
If the people cannot come to the books, {a.name}, the books must go to the people
Do books have legs, {a.name}? No, but they can have wheels!
The milk comes to every door, {a.name}. Why do the books not come too?
beat say a
That is a (splendid|clever|fine) plan! But books are heavy, and the streets are long
What a good idea! But how? I have only two arms
I like it! I only wonder how. A hundred stories weigh more than a cow
beat start
{b.name} knew that behind the barn stood {x}
At the end of the yard, under the snow, stood {x}
In the shed of the school stood {x} that nobody used
beat so
{b.name} and {a.name} oiled the wheels and nailed two shelves to the {x.noun}
{b.name} and {a.name} swept out the straw and built in shelves with a roof against the snow
{b.name} and {a.name} scrubbed it, fixed the wheels and put up shelves inside
beat maybe and
{b} painted a (big open book|reading owl|row of books) on the side
{b} hung a bell on it, so that everyone could hear it
beat start
{d.intro} had nothing to do in winter and was glad to pull
Luckily there was {d.intro}, who was strong and liked company
Then somebody thought of {d.intro}, who could pull anything for a carrot
beat then
{b.name} and {a.name} loaded {n} books and set off through the snow
{b.name} and {a.name} chose {n} books, tucked them in like babies and drove off
{b.name} and {a.name} packed {n} books under a blanket, and the wheels began to roll
beat but
in the middle of the street {d.name} stopped and would not take another step
at the first corner {d.name} stood still and closed both eyes
after a hundred steps {d.name} laid back both ears and stood like a rock
beat so
{a.name} pulled, and {b.name} pushed
{a.name} begged, and {b.name} offered a turnip
beat but
nothing helped
four hooves stayed where they were
it was no use at all
beat then
{b.name} opened the book about {stories} and began to read aloud
{b.name} sat down on the {x.noun} with the book about {stories} and read to pass the time
{b.name} took the book about {stories} and read the first page in a loud voice
beat and
{d.name} pricked up both ears and trotted after the story
{d.name} turned one ear, then the other, and began to walk
{d.name} listened and walked on, right behind the words
beat start
That is how the books came to {c.my} house
At last the {x.noun} stopped at {c.my} door
In the third street {c.name} heard them coming and opened the door
beat say c to a
I heard wheels and hooves, {a.name}, and now the library stands at my door!
Is it my birthday, {a.name}? I was just dreaming of a new book!
{a.name}! I have read the old newspaper {m} times. What have you brought me?
beat so
{c.name} chose three (thick|fat) books and kissed them
{c.name} took four, and would have liked to keep them all
{c.name} picked a book with large print and (laughed for joy|would not let go of it)
beat maybe start
@glad a
beat maybe start
Curtains moved, doors opened, and soon there was a crowd in the snow
Before dark, nearly all the shelves were empty
beat start
From then on, the library rolled through the town every (week|Wednesday|Saturday)
After that day, the books went on their round every (week|Wednesday|Saturday)
The books made the same trip every (week|Wednesday|Saturday) until spring
beat maybe but
the {x.noun} only moved when somebody read to {d.name}
{d.name} always wanted to know how the story went on

ask why
? Why was it so quiet in the library
? Why could the old people not come to the library
! The hill was icy, and the old people could not walk up
! The road up the hill was covered with ice
ask who b
? Who had the idea to take the books to the people
? Whose idea was it to take the books to the people
! It was {b.name} who had that idea
! {b.name} had the idea
ask what x
? What did they put the books in
? What did the donkey pull
! It was the {x.noun}
! There was a {x.noun} for the books, and the donkey pulled it
ask what
? What did the donkey want before it walked on
? What made the donkey walk on
! {d.name} walked on when {b.name} read aloud
! {d.name} wanted to hear the story
ask how-many
? How many books did they take with them
? How many books were on the {x.noun}
! There were {n} books
! They took {n} books
ask colour x
? What colour was the {x.noun}
! The {x.noun} was {x.colour}
! It was {x.colour}
