title a letter to a teacher in hospital
form letter
cast a: child
cast b: teacher
cast c: child
cast d: child
cast e: child
cast f: librarian
word ill: the broken leg, the bad cough, the fever, the sprained back
word s1: the plants, the class hamster, the blackboard, the reading corner, the weather chart, the stove, the chalk box, the goldfish, the coat hooks
word s2: the plants, the class hamster, the blackboard, the reading corner, the weather chart, the stove, the chalk box, the goldfish, the coat hooks
word s3: the plants, the class hamster, the blackboard, the reading corner, the weather chart, the stove, the chalk box, the goldfish, the coat hooks
word s4: the plants, the class hamster, the blackboard, the reading corner, the weather chart, the stove, the chalk box, the goldfish, the coat hooks
word doing: long division, fractions, the rivers of the world, Roman numbers, the names of the stars
word funny: fell asleep over the book of fairy tales, lost a shoe in the sandpit, wrote the whole sum on the wrong side of the blackboard, laughed so much that the lesson had to stop
word send: a paper chain with all the names, a big card with a rabbit on it, a paper flower for every day, a book of drawings, a calendar with jokes
word day: Monday, Wednesday, Friday
number n: 18..29

beat line
Dear {b.name},
beat paragraph
How are you? And how is {ill}?
We hope that {ill} is getting better and that you can sleep at night
This letter is for you, so that the days in bed are not so long, and so that {ill} is soon forgotten
All {n} of us wish you a quick recovery, and I am the one who writes it down
beat start
It is very strange without you, and the classroom sounds empty
We miss you, even those who did not do their homework
Your chair is empty, and nobody draws funny faces beside our sums
beat paragraph
You need not worry, for everything is taken care of
Everything here is in good order, because we have shared the work
We have divided your work among us, and it goes quite well
beat mix start
{c.name} looks after {s1}
{c.name} takes care of {s1}
It is {c.name} who looks after {s1}
beat mix start
{d.name} is responsible for {s2}
{d.name} looks after {s2}
The one who takes care of {s2} is {d.name}
beat mix start
{e.name} has taken over {s3}
{e.name} sees to {s3}
{e.name} looks after {s3} very well
beat mix start
I look after {s4}
I have been put in charge of {s4}
My own task is to look after {s4}
beat paragraph
At the moment {f.name} from the library comes to teach us
{f.name} from the library takes your place in the morning
Until you are back we have lessons with {f.name} from the library
beat and
we are doing {doing}, but not as fast as with you
now we are learning {doing}
these days we are busy with {doing}
beat maybe start
Yesterday {f.name} {funny}
Last week {f.name} {funny}, and we liked that very much
beat start
In the parcel you will find {send}. All of us worked on it
We are sending you {send}, and everybody helped to make it
Please open the parcel carefully, for in it is {send}
beat maybe start
We could not agree on the colours, so we used them all
The nurse says that three of us may visit you on {day}
beat paragraph
Get well soon, but take your time
Please come back before the summer, for we want to go on a trip with you
Be lazy, eat everything that they give you, and come back to us
beat start
The chair at your desk is waiting, and nobody is allowed to sit on it
We have even learned to be quiet, as you will see
When you come in at the door, you will hear a song that we have learned for you
beat line
(Best wishes from the whole class|With love from all of us),
beat line
{a.name}

ask who b
? Who is the letter for
? Who is ill
! The letter is for {b.name}, who is ill
! It is {b.name}
ask what s1
? What does {c.name} look after
? What is {c.my} job
! {c.name} looks after {s1}
! {c.name} takes care of {s1}
ask who d
? Who looks after {s2}
? Who takes care of {s2}
! {d.name} looks after {s2}
! It is {d.name}
ask who e
? Who looks after {s3}
? Who sees to {s3}
! {e.name} looks after {s3}
! It is {e.name}
ask what s4
? What does {a.name} look after
? What is {a.name} in charge of
! {a.name} looks after {s4}
! {a.name} is in charge of {s4}
ask who f
? Who teaches the class at the moment
? Who takes {b.my} place
! It is {f.name}
! {f.name} teaches the class at the moment
ask what doing
? What are they learning at the moment
? What are they doing at school
! They are learning {doing}
! At school they are doing {doing}
ask what send
? What are the children sending
? What is in the parcel
! They are sending {send}
! It is {send}
