title a diary day at a new school
form diary
cast a: child
cast b: child
cast c: child
cast d: teacher
word day: Monday, Tuesday, Wednesday
word cone: red apple, new pencil case, lucky stone, clean handkerchief, glass marble, tin whistle
word fear: nobody would sit next to me, I would not find the classroom, I would say something silly, they would laugh at my coat, everybody would already have a friend
word wrong: the broom cupboard, the school kitchen, the classroom of the older children, the cellar, the room with the stuffed animals
word lesson: drawing, singing, reading, writing
word like: dragons, frogs, castles, whales, kites, hedgehogs
word play: catch, hopscotch, leapfrog, hide-and-seek, tag
word place: by the window, in the last row, next to the stove, right in front, under the map

beat line
From the diary of {a.name}
A page from the diary of {a.name}
The diary of {a.name}
beat start
{day}. Today was my first day at the new school, and I could not eat a bite at breakfast
{day}. My stomach felt like a bag of frogs this morning, for I had to go to a new school
{day}. Everybody says that a new school is exciting. I only know that my hands shook this morning and I could not tie my shoes
beat start
In my pocket I had {cone.a}, just to have something to hold on to
I took {cone.a} along, so that there would be something that I knew
I had put {cone.a} into my pocket and did not let go of it
beat start
Most of all I was afraid that {fear}
All the way I thought that {fear}
beat and
of course I opened the wrong door and stood in {wrong}
first I got lost and landed in {wrong}
there were so many doors that I ended up in {wrong}
beat but
{b.name} found me there and took me by the sleeve
just then {b.name} came by and showed me the way
a friendly face looked in, and it belonged to {b.name}
beat say b
On my first day I hid in the coat cupboard until noon. Come on, it is not so bad
Are you new? Then you belong to us. Follow me
You look as I looked on my first day. Come with me
beat then
{d.name} the teacher wrote my name on the board and gave me a seat {place}
{d.name} the teacher shook hands with me and led me to a seat {place}
{d.name} the teacher said my name aloud, and I got a seat {place}
beat start
Next to me sat {c.name}, who did not say anything
My neighbour was {c.name}, who only looked at the ink pot
On the same bench sat {c.name} and looked out of the window
beat so
I did not say anything, either
it was very quiet on our bench for a whole hour
we looked at each other out of the corners of our eyes
beat start
In the {lesson} lesson I saw that there were {like} all over the cover of {c.my} book
{c.name} dropped a book, and out of it fell a picture with {like}
On the bag of {c.name} there was a picture with {like}
beat so
I whispered that I like {like}, too
I said that {like} are the best thing in the world
I tore out a page and drew {like} for {c.me}
beat and
from that moment {c.name} never stopped talking
{c.name} turned round with shining eyes, and then we both talked at once
now {c.name} smiled for the first time and did not stop any more
beat maybe say d
I see that the new bench has woken up. A little more softly, please!
You two may go on with that in the break
beat start
In the break we played {play}, and nobody asked why I was there
Then came the break, and {b.name} called me over to play {play}
beat start
Tomorrow I am going to bring my own pictures
When I came home, I ate three plates of soup and told everything twice
I ran all the way home, so that I could tell everybody
beat maybe start
In the evening I found the {cone} in my pocket, for I had quite forgotten about it
Only one thing is bad. It is so long until tomorrow

ask what cone
? What did {a.name} have in the pocket
? What did {a.name} take along
! {a.name} took {cone.a} along
! It was {cone.a}
ask where wrong
? Where did {a.name} land at first
? What did {a.name} come to by mistake
! {a.name} landed in {wrong}
! It was {wrong}
ask who b
? Who showed {a.name} the way
? Who took {a.name} to the right room
! {b.name} showed the way
! It was {b.name}
ask who c
? Who sat next to {a.name}
? Who was the neighbour of {a.name} in the classroom
! {c.name} sat next to {a.name}
! It was {c.name}
ask what like
? What do {a.name} and {c.name} both like
? What were both of them fond of
! They both like {like}
! {c.name} and {a.name} both like {like}
ask where place
? Where did {a.name} sit
? Where was the seat of {a.name}
! {a.name} sat {place}
! It was {place}
ask what play
? What did they play in the break
! They played {play}
