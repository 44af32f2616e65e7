title the teacher's glasses
cast a: teacher
cast b: child
cast c: baker
cast d: shoemaker
word task: a sum, a poem, a riddle, a long word, the names of the rivers
word place: behind the globe, under the desk, in the chalk box, inside the piano, behind the map, in the coal bucket
word wrong: ten and ten are thirty, cows lay eggs, the moon is a cheese, a week has nine days, fish live in trees
number n: 12..25

beat start
3: {a.intro} rang the school bell, opened the book and saw nothing but a grey blur
3: (One|On a) Monday morning {a.intro} came into the classroom without any glasses
1: I am the teacher of our school. One Monday morning I opened the book and saw nothing but a grey blur
1: I have taught for many years, but one morning I could not read a single word in the classroom
beat say a
Where are my glasses? I had them at breakfast!
Has anybody seen my glasses? Without them a cow and a cupboard look the same to me
Dear children, I need your help. My glasses are gone!
beat so
all {n} children began to look for them
the whole class, all {n} of them, went down on hands and knees
{n} children jumped up from the benches and searched the whole room
beat maybe start
Some looked {place}, but found only dust
One boy looked {place} and got a dirty nose
Somebody looked {place}, but only a spider lived there
beat maybe start
Somebody emptied the waste basket, and somebody turned the satchels upside down
Even the stuffed owl was lifted down from the cupboard
beat start
There were no glasses anywhere
They searched high and low, but nobody found anything
beat so
{a} took the chalk and wrote {task} on the blackboard without them
{a} began the lesson without them and tried to write {task} on the blackboard
beat but
half of it ended up on the wall
every line ran downhill
the letters climbed up and down like goats
beat start
The reading was even worse, for {a} read from the book that {wrong}
With the book it was no better, and {a} read aloud that {wrong}
Then {a} opened the book and read that {wrong}
beat so
the whole class giggled
there was a roar of laughter in the room
the children laughed until their sides hurt
beat then
{b.intro} raised a hand
{b.intro} waved one arm in the air
{b.intro} stood up beside the bench
beat say b to a
Please, {a.name}, where were you before school?
When my mother loses something, {a.name}, she thinks of all the places where she has been. Where have you been today?
{a.name}, you must think back. Where did you stop on the way this morning?
beat say a to b
First I bought rolls from {c.name} the baker, and then I fetched my boots from {d.name} the shoemaker
I fetched my boots from {d.name} the shoemaker, {b.name}, and before that I was at the bakery with {c.name}
beat so
{b} ran off to ask in both shops
{b} dashed out of the school and along the main street
{b} put on a cap and went to look in both shops
beat start
In the workshop {d.name} put down the hammer and felt under the bench, but there were only nails
First came the workshop, but {d.name} only found a lost button under the bench
{d.name} shook every boot, but there was nothing in them but a sock
beat but
{c.name} was standing in front of the bakery and (grinning|laughing)
at the bakery {c.name} opened the door with a (grin|wink)
at the bakery {c.name} held something up behind the window
beat say c to b
The teacher put them down to count the money, {b.name}. I thought my scales could see better today!
They were lying among the rolls, {b.name}. I nearly sold them with butter and jam!
Here, {b.name}! I tried them on, and suddenly my rolls were as big as pumpkins
beat so
{b} carried them back in both hands, as carefully as eggs
{b} ran back, out of breath, with the glasses in a paper bag
{b} wrapped them in a handkerchief and ran back to school
beat then
{a} put them on, looked at the blackboard and had to laugh
{a} put on the glasses, read what was on the blackboard and turned red
{a} wiped them clean, put them on and saw the blackboard at last
beat maybe start
@glad a
beat say a
(Goodness|Good heavens)! Who wrote this? It looks as if a hen had walked over it
So this is what I wrote? Everybody may laugh at me once more, and then the lesson begins again
Now I know how hard writing can be. Today there is no homework!
beat maybe start
That was the merriest lesson of the whole year
The class still talks about it
beat start
Now the glasses hang on a (ribbon|string|chain), and {b.name} looks for them every morning
The next day {b.name} brought a (ribbon|string|chain) for the glasses, and they never got lost again

ask what
? What had {a.name} lost
? What were the children looking for
! The glasses were gone
! The teacher had lost the glasses, and the children were looking for them
ask where
? Where were the glasses
? Where did {b.name} find the glasses
! They were at the bakery
! {c.name} had them at the bakery
ask who b
? Who asked where {a.name} had been before school
? Who went to look in both shops
! It was {b.name}
! {b.name} did
ask how-many
? How many children looked for the glasses
? How many children helped {a.name} to search the room
! {n} children searched the room
! There were {n} of them
ask why
? Why did the children laugh
? Why did the whole class laugh
! {a.name} read that {wrong}
! They laughed because {a.name} could not read without glasses
