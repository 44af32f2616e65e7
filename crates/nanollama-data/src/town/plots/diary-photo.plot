title a diary day with a class photograph
form diary
cast a: child
cast b: child
cast c: child
cast d: child
cast e: child
cast f: painter
cast g: teacher
word day: The second of June, The fifth of June, The tenth of May, The last day of May, The first day of June
word s1: on the far left, next to the door, in the middle, on the far right, on the railing, at the very back, on the lowest step, behind the teacher, below the clock
word s2: on the far left, next to the door, in the middle, on the far right, on the railing, at the very back, on the lowest step, behind the teacher, below the clock
word s3: on the far left, next to the door, in the middle, on the far right, on the railing, at the very back, on the lowest step, behind the teacher, below the clock
word s4: on the far left, next to the door, in the middle, on the far right, on the railing, at the very back, on the lowest step, behind the teacher, below the clock
word s5: on the far left, next to the door, in the middle, on the far right, on the railing, at the very back, on the lowest step, behind the teacher, below the clock
word mess: a grass stain on one knee, jam on my collar, a feather behind one ear, two missing buttons, ink on my nose
word say: cheese, strawberry, spaghetti, yellow, treacle
word oops: a bee landed on somebody's nose, a gust of wind took somebody's cap, a dog ran across the yard, the church bell rang, somebody hiccuped

beat line
From the diary of {a.name}
A page from the diary of {a.name}
The diary of {a.name}
beat start
{day}. Today our class had its picture taken on the school steps with {g.name}, our teacher, and everyone wore something clean
{day}. A photograph of {g.name}, our teacher, and the whole class was taken on the steps of the school today
{day}. We had to come to school with clean ears today, because {g.name}, our teacher, and the whole class were to be photographed on the steps
beat start
I had washed my neck, but I arrived with {mess}
My hair was combed and my shoes were shining, but nobody had noticed that I had {mess}
I had brushed my hair twenty times, and still I had {mess}
beat start
{f.name} the painter came with a big camera on three legs and crept under a black cloth
The photographs in our town are taken by {f.name} the painter, who has a camera as big as a beehive
beat say f
Who stands where? Quickly, before the sun goes behind the roof!
Please take your places, and keep your elbows to yourselves!
Stand close together, and do not push. The tall ones go to the back
beat mix start
{b.name} stood {s1}
{b.name} took the place {s1}
The place {s1} went to {b.name}
beat mix start
{c.name} was {s2}
{c.name} stood {s2}
You can see {c.name} {s2}
beat mix start
{d.name} took the place {s3}
{d.name} stood {s3} and made a face
{d.name} wanted to stand {s3}, and nowhere else
beat mix start
{e.name} was put {s4}
{e.name} had to stand {s4}
{e.name} was sent to stand {s4}
beat mix start
I stood {s5}
My place was {s5}
I was to stand {s5}
beat say f
Now look at me, all of you, and say {say}!
Do not move! On three, everybody says {say}
Chins up, and when I count to three, I want to hear {say}
beat but
at that very moment {oops}
just before the click {oops}
nobody said {say}, because {oops}
beat and
all heads flew round, and it went click
we all burst out laughing, and the camera clicked
all of us looked the wrong way, and click went the camera
beat say g
Well, that one is spoiled. Let us do it again, with serious faces
What a pity! Now we have to take another one
That was nothing. Stand still, and we shall try once more
beat so
we stood there for the second time, as stiff as broomsticks
there was a second picture, in which nobody is laughing
the second time we all looked like our own grandparents
beat start
In the end {f.name} showed us both pictures, and everybody liked the first one better
In the afternoon {f.name} brought both pictures, and we voted. Every hand went up for the first one
beat maybe start
It is hanging in the hall now, right above the coat hooks
{g.name} said that it looks like us, and that the other one looks like strangers
beat maybe start
I have stuck my copy between these pages
In the picture nobody can see what was wrong with me

ask where s1
? Where did {b.name} stand
? Which was {b.my} place
! {b.name} stood {s1}
! {b.my} place was {s1}
ask who c
? Who was {s2}
? Who stood {s2}
! {c.name} was {s2}
! It was {c.name}
ask where s3
? Where did {d.name} stand
? Which was {d.my} place
! {d.name} stood {s3}
! {d.my} place was {s3}
ask who e
? Who had to stand {s4}
? Who was put {s4}
! {e.name} stood {s4}
! It was {e.name}
ask where s5
? Where did {a.name} stand
? Which was {a.my} place
! {a.name} stood {s5}
! {a.my} place was {s5}
ask why oops
? Why did everyone look away
? Why was the first picture not as it should be
! {oops}
! It was because {oops}
ask who f
? Who took the picture
? Who had a big camera
! {f.name} took the picture
! It was {f.name}
