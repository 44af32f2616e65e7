title a diary day with a bird in the classroom
form diary
cast a: child
cast b: child
cast c: teacher
cast d: child
word day: The second of May, The tenth of May, The last day of April, The third of June, The twelfth of May
word bird: sparrow, swallow, robin, wren, starling, blue tit, finch
word lesson: spelling, arithmetic, reading, history, geography
word perch: the clock, the map, the bookcase, the globe, the lamp, the stuffed owl
word other: the chalk box, the coat hooks, the window frame, the cupboard, the picture of the king
word under: under the table, behind the stove, behind the curtain, into the corner, under the bench

beat line
From the diary of {a.name}
A page from the diary of {a.name}
The diary of {a.name}
beat start
{day}. The {lesson} lesson had just begun when a {bird} flew in at the window
{day}. In the middle of {lesson}, something whirred over our heads. A {bird} had come in
{day}. Today there was a new pupil in the {lesson} lesson, and it was a {bird}!
{day}. Nobody will believe me, but in the middle of {lesson} a {bird} came to school
beat start
It flew round and round and (at last|then) sat down on {perch}
First it bumped against the glass, and then it sat down on {perch}
It circled over our heads and landed on {perch}
Round and round it went, and then it found a seat on {perch}
beat and
{d.name} crawled {under}
{d.name} thought that it was a bat and crept {under}
{d.name} gave a shriek and went {under}
beat start
Everyone (jumped up|ran about|shouted) and waved their arms
There was such a noise that nobody could hear the teacher
We all jumped up and tried to (catch|chase) it with our caps
Everybody wanted to be the one who caught it, and two chairs fell over
beat so
the {bird} became frightened and fluttered over to {other}
the poor thing was scared out of its wits and flew up to {other}
in its fear the {bird} flew against the wall and clung to {other}
beat then
{c.name} the teacher clapped twice
{c.name} the teacher rang the little bell
{c.name} the teacher stood up and raised one hand
beat say c
Sit down, all of you! It is more afraid of us than we are of it
Quiet, please. Who would not be afraid of thirty shouting giants?
Stop this at once, and sit down. It is only looking for the sky
Hush. If we make so much noise, it will never find the way out
beat then
{b.name} put up a hand, as if this were a lesson
{b.name} stood up, for {b} had an idea
{b.name} spoke up, the only one who had been thinking all the time
beat say b
Birds fly to the light. Let us draw all the curtains and open just one window
It needs to see which way is out. We must make the room dark and leave one window open
We have to make everything dark except for one window. Then it will know where to go
beat so
we closed the curtains, one after the other, and sat as still as stones
we drew all the curtains but one, opened the window behind it, and nobody moved
we pulled the curtains and opened one window as wide as it would go
beat maybe start
I held my breath and counted to (twenty|thirty|fifty)
It was so quiet that I could hear my own heart
beat then
the {bird} saw the bright window and was gone in the blink of an eye
the {bird} spread its wings and flew straight out into the sunshine
the {bird} shook itself, saw the blue sky and was off
beat say c
That was clever, {b.name}! I think we have all learned something
Well done, {b.name}. That was the best idea of the whole week
Thank you, {b.name}. And now we know how much one good idea is worth
beat maybe start
At home I drew the {bird} in my sketchbook
On the floor I found a little feather, and I have put it between these pages
After that, {lesson} seemed very dull
beat start
I hope it has told the other birds about us
Tomorrow I shall put some crumbs on the window sill
I left my window open tonight, just in case
I think that I would not mind such a visitor every day

ask what bird
? What flew into the classroom
? What kind of bird was it
! It was a {bird}
! A {bird} flew into the classroom
ask where perch
? Where did the {bird} sit down first
? What did the {bird} land on first
! First it sat down on {perch}
! It landed on {perch}
ask who b
? Who had the good idea
? Who knew how to get the bird out
! {b.name} had the idea
! It was {b.name} who had the good idea
ask who d
? Who was afraid of the bird
? Who went {under}
! {d.name} was afraid of the bird and went {under}
! It was {d.name}
ask why
? Why did they close the curtains
? Why did they make the room dark
! They wanted the bird to see the one bright window
! It was because birds fly to the light
ask what lesson
? Which lesson was it when the bird came
? In which lesson did the bird come
! The lesson was {lesson}
! It came in the {lesson} lesson
