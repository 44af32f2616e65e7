title a diary day at a strange school
form diary
cast a: child
word s: Anton, Emil, Lena, Marie, Paul, Rita, Nils, Hilda, Edwin, Susan, David, Laura, Stella, Robin
cast c: child
cast d: teacher
word day: The second of October, The fourth of October, The last day of September, The fifth of October
word cone: red apple, new pencil case, lucky stone, clean handkerchief, glass marble, tin whistle
word fear: nobody would sit next to me, I would not find the classroom, I would say something silly, they would laugh at my coat, everybody would already have a friend
word wrong: the broom cupboard, the school kitchen, the classroom of the older children, the cellar, the room with the stuffed animals
word lesson: drawing, singing, reading, writing
word like: dragons, frogs, castles, whales, kites, hedgehogs
word play: catch, hopscotch, leapfrog, hide-and-seek, tag
word place: by the window, in the last row, next to the stove, right in front, under the map

beat line
From the diary of {s}
A page from the diary of {s}
The diary of {s}
beat start
{day}. I am staying with my aunt until Christmas. Today was my first day at the school here, and I could not eat a bite at breakfast
{day}. For three months I shall live with my aunt, and this morning I had to go to a strange school. My stomach felt like a bag of frogs
{day}. Until my parents come back I go to school in my aunt's town. Everybody says that this is exciting. I only know that my hands shook this morning and I could not tie my shoes
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
{a.name} found me there and took me by the sleeve
just then {a.name} came by and showed me the way
a friendly face looked in, and it belonged to {a.name}
beat say a
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
In the {lesson} lesson I saw that there were {like} all over the cover of {c.name}'s book
{c.name} dropped a book, and out of it fell a picture of {like}
On {c.name}'s bag there was a picture of {like}
beat so
I whispered that I like {like}, too
I said that {like} are the best thing in the world
I tore out a page and drew {like} on it
beat and
from that moment {c.name} never stopped talking
{c.name} turned round with shining eyes, and then we both talked at once
now {c.name} smiled for the first time and did not stop any more
beat maybe say d
I see that the new bench has woken up. A little more softly, please!
You two may go on with that in the break
beat start
In the break we played {play}, and nobody asked why I was there
Then came the break, and {a.name} called me over to play {play}
beat start
Tomorrow I am going to bring my own pictures
When I came home, I ate three plates of soup and told everything twice
I ran all the way home, so that I could tell everybody
beat maybe start
In the evening I found the {cone} in my pocket, for I had quite forgotten about it
Only one thing is bad. It is so long until tomorrow

ask what cone
? What did {s} have in the pocket
? What did {s} take along
! {s} took {cone.a} along
! It was {cone.a}
ask where wrong
? Where did {s} land at first
? Where did {s} go by mistake
! {s} landed in {wrong}
! {s} went into {wrong}
ask who a
? Who showed {s} the way
? Who took {s} to the right room
! {a.name} showed the way
! It was {a.name}
ask who c
? Who sat next to {s}
? Who was {s}'s neighbour in the classroom
! {c.name} sat next to {s}
! It was {c.name}
ask what like
? What do {s} and {c.name} both like
? What were both of them fond of
! They both like {like}
! {c.name} and {s} both like {like}
ask where place
? Where did {s} sit
? Where was {s}'s seat
! {s} sat {place}
! It was {place}
ask what play
? What did they play in the break
! They played {play}
