title the basket on the rope
cast a: old
cast b: child
cast c: miller
cast d: cat
cast e: postman
thing x: basket, bucket, willow basket, wooden tub; red, blue, green, brown
word food: potatoes, apples, onions, turnips, pears
word floor: third, fourth, fifth
number n: 40..90

beat start
3: {a.intro} lived on the {floor} floor, high above the street, at the top of {n} steps
3: At the top of an old house, up {n} steps, lived {a.intro}
1: I live at the top of an old house, and there are {n} steps up to my door
1: My room has the best view in town, but there are {n} steps up to it, and my legs are old
beat maybe and
every day the stairs seemed to grow longer
going out was easy, but coming home was hard
each week the shopping bag felt heavier
beat start
One (hot|Saturday|autumn) morning a bag of {food} tore halfway up
One (hot|Saturday|autumn) morning {a} stopped to rest, and a bag of {food} tipped over
One (hot|Saturday|autumn) morning {a} slipped on the stairs with a bag of {food}
beat and
the {food} (hopped|bounced|rolled) down all the steps to the front door
all the {food} jumped down the stairs like frogs
bump, bump, bump, the {food} went all the way down
beat say a
(Bother|Oh dear)! I cannot go down and up again. My knees are too stiff
It is too much for me! Must I move away from my lovely window?
So much for my dinner! The stairs win every time
beat maybe start
@sad a
@tired a
beat then
{b.intro} came up with an apron full of {food}
{b.intro} picked them all up and came to the door
{b.intro} gathered up the {food} and brought them to the door
beat say b to a
You do not have to move, {a.name}! The food can come up by itself
Why should you carry everything, {a.name}? A rope could do it for you
I could carry your bag every day, {a.name}. But wait, I have a better idea!
beat say a to b
How? (Potatoes|Shopping bags) have no wings, {b.name}
That would be nice, {b.name}! But how can a bag climb the stairs without me?
I like the sound of that, {b.name}. But I do not see how
beat start
{b} ran to the mill and asked {c.intro} for an old pulley
{b} remembered {c.intro}, who lifted sacks with a pulley and had an old one to spare
{b} ran to {c.intro}, who had a pulley left over from the mill
beat so
{c} screwed the wheel to the beam above the window and pulled a long rope over it
{c} brought hammer, hook and rope and hung the pulley from the roof beam
{c} climbed on a chair, fixed the pulley above the window and hung a rope over the wheel
beat and
{b.name} tied {x} to the end of it
{b.name} found {x} and tied it to the rope with a double knot
at the end of the rope hung {x}
beat maybe start
The neighbours leaned out of their windows, and somebody made a bet
{a} brought tea and ginger biscuits for the builders
beat start
The first thing to try it was a cabbage
The first thing in the {x.noun} was a loaf of bread
The first passenger was a pumpkin
beat and
it went up without a bump
slowly it rose, past the first floor and the second, and came in at the window
it swayed and turned, but it arrived in one piece
beat maybe start
@glad b
@proud b
beat maybe start
The bottom of the {x.noun} had a cushion, so that even eggs were safe
A little bell on the rope told {a.me} when something was coming
beat start
The next time the {x.noun} was strangely heavy
A few days later the {x.noun} would hardly move
The second load came up very slowly and wobbled
beat when
{a} looked over the edge
{a} leaned out to see why
beat start
there sat {d.intro}, who was enjoying the ride
somebody meowed, and out of the {x.noun} looked {d.intro}
two ears stuck out of the {x.noun}, and there was {d.intro}
beat say a to d
Good morning, {d.name}! Did you not want to take the stairs either?
Well, a visitor! Welcome to the {floor} floor, {d.name}
And I thought it was a cabbage! Come in, {d.name}
beat so
{d} (got|was given) a saucer of milk and stayed all day
{d} hopped onto the window sill and washed one ear
{d} jumped in at the window and fell asleep on the sofa
beat start
Today {e.name} the postman sends up the letters that way too, and the baker sends warm rolls
Now even {e.name} the postman rings below and sends up the letters in the {x.noun}
beat and
{a.name} <let> down the empty {x.noun} with a (gingerbread man|sugar biscuit) in it for {b.name}
{b.name} finds a (slice of cake|pancake) in the {x.noun} whenever it comes down

ask how-many
? How many steps were there
? How many steps led up to {a.name}
! There were {n} steps
! {n} steps led up to the door
ask why
? Why was the shopping so hard for {a.name}
? Why did {a.name} need help
! {a.name} was old, and there were many steps
! The stairs were too long for {a.name}
ask who c
? Who had a pulley
? Who fixed the pulley above the window
! {c.name} the miller did
! It was {c.name}
ask who d
? Who rode up in the {x.noun}
? Who was sitting in the {x.noun}
! It was {d.name}, the cat
! {d.name} was in the {x.noun}
ask what
? What rolled down the stairs
? What was in the bag
! The {food} were in the bag, and they rolled down the stairs
! There were {food} in the bag, and they rolled down
