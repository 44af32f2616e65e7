title the last button
cast a: tailor
cast b: child
cast c: teacher
cast d: hen
thing x: coat, jacket, waistcoat, cloak; green, blue, grey, brown, red
word what: silver, brass, glass, pearl, copper
word feast: the wedding, the concert, the summer ball, the school party
number n: 5..9
number k: n-1

beat start
3: {a.intro} had sewn {x} for {c.name} the teacher, who wanted to wear it at {feast}
3: The day before {feast}, {a.intro} ironed {x} for {c.name} the teacher
1: I am a tailor. For {feast} I had sewn {x} for {c.name} the teacher
1: I am a tailor, and I had sewn for a whole week, until {x} for {c.name} the teacher was almost ready
fact has a x
beat and
only the {n} {what} buttons were missing
now there were only {n} {what} buttons to sew on
the {n} {what} buttons lay ready on the table
beat start
{a} threaded a needle and sewed on {k} of them
{a} worked by the window and had {k} of them in place by noon
{a} bit off the thread again and again until {k} of them were on
beat but
the last button was gone
the last button was nowhere to be seen
beat so
{a} looked under the scissors, behind the iron and in (every|each) drawer
{a} turned the whole workshop upside down, from the window to the stove
{a} crawled under the table and shook out every scrap of cloth
beat maybe and
{a} found some pins, a thimble and a mouse hole
{a} even looked into the teapot
beat maybe start
@worried a
beat say a
Where can it be? There is no other button like it in the whole town!
A button has no legs! It was here a minute ago
{c.name} is coming at six, and without its last button a {x.noun} is only half a {x.noun}
beat start
{b.intro} came in to have a torn sleeve mended
The door opened for {b.intro}, who had torn a sleeve on a fence
In came {b.intro} with a torn sleeve
beat say b to a
Let me help you, {a.name}. I am small and can see under things
I always find everything at home, {a.name}. What are you looking for?
Sit down, {a.name}. My eyes are young. What have you lost?
beat maybe so
{b} lay down on the floor and searched with a candle
{b} took a lamp and shone it into all the corners
{b} crept along the wall and peeped into every crack
beat start
All at once {b.name} noticed some tiny marks in the chalk dust
Under the window {b.name} saw footprints with three toes on the dusty floor
beat say b
(Look|Look here)! Somebody with three toes has been here!
Come and see! The thief was here and left a trail
Aha! These are not the feet of a mouse
beat so
{b.name} and {a.name} followed the tracks out of the door and across the yard
{b.name} and {a.name} went out into the yard and followed the trail to the henhouse
{b.name} and {a.name} went after them, step by step, as far as the henhouse
beat start
There sat {d.intro} in the straw, looking very proud
On the highest nest sat {d.intro} and clucked
In a corner of the straw sat {d.intro}, who did not want to get up
beat then
{b.name} offered some corn, and {d.name} stood up to eat
{b.name} sat down beside the nest and waited until {d.name} hopped out
beat and
there lay one warm egg, and beside it the {what} button
in the warm hollow were an egg and the {what} button
beat say a
So you are the thief, {d.name}! You like it when things shine
Well, {d.name}, that was a hard egg to sit on!
{d.name}, {d.name}! Did you want to hatch it?
beat then
{a} ran back and sewed the button on with a double thread
{a} took it home and sewed it on so tightly that it could never get lost again
{a} washed the button, polished it and put it in its place
beat when
the clock struck six
the door bell rang
beat start
{c.name} came in and tried on the {x.noun}
{c.name} walked in, slipped into the {x.noun} and turned round twice
{c.name} hurried in and stood before the mirror in the {x.noun}
fact gives a x c
beat say c to a
It fits (perfectly|like a glove), {a.name}! And what lovely buttons
I shall never take it off again, {a.name}! Every stitch is right
How beautiful, {a.name}! I hardly know myself
beat so
{a} mended the sleeve for {b.name} and took no money for it
{a} sewed up the torn sleeve for {b.name} so well that nobody could see the seam
{b.name} got a mended sleeve for nothing and a pocket full of (peppermints|caramels)
beat maybe start
The hen got an old tin button to play with
The window of the workshop has had a net since then, because hens are curious

ask what
? What was missing
? What had {a.name} lost
! {a.name} had lost the last button
! The last button was missing
ask who d
? Who had taken the button
? Who was the thief
! It was {d.name}, the hen
! {d.name} had taken it
ask where
? Where was the button
? Where did they find the button
! The button was in the nest of the hen
! It lay in the nest
ask who b
? Who saw the footprints
? Who helped {a.name} to look for the button
! {b.name} did
! It was {b.name}
ask how-many
? How many buttons did {a.name} sew on before one was missing
? How many buttons were on the {x.noun} before they found the last one
! There were {k} buttons on it
! {k} buttons were on the {x.noun}
ask colour x
? What colour was the {x.noun}
! The {x.noun} was {x.colour}
! It was {x.colour}
