title the diary of a cat
form diary
cast b: child
cast a: cat of b
cast c: dog
cast d: old
word sleep: on the newspaper, in the washing basket, on top of the warm stove, in the bread basket, on the piano, in a drawer full of socks
word food: a saucer of cream, the tail of a herring, half a sardine, a bit of cheese rind, the skin of a chicken
word broke: a blue vase, a flower pot, the sugar bowl, a glass frame, the lid of the teapot
word chase: a moth, a ball of wool, a piece of string, a leaf, a feather
word high: up the pear tree, onto the roof of the shed, onto the chimney, up the flagpole, onto the church wall
word help: with a ladder, with a fishing rod and a bag, with an open umbrella, with a long plank
word noise: hammering, singing, sweeping, sneezing, trumpet playing
number n: 14..19

beat line
From the diary of {a.name} the cat
The secret diary of {a.name} the cat
The diary of {a.name}, a cat
beat start
Today I slept for only {n} hours, because there was so much {noise} in the house
There was a great deal of {noise} today, and so I got no more than {n} hours of sleep
I am tired. How can a cat live on {n} hours of sleep, with all that {noise} in the house?
beat start
I lay {sleep}, where it is warm, and kept one eye open
My place today was {sleep}. Nobody asked me, and I did not ask either
I tried out a new bed. It was {sleep}, and I can recommend it
beat start
For breakfast there was {food}, and I pretended not to like it
{b.name} gave me {food} for breakfast. I ate it slowly, so that nobody would think that I was grateful
At seven o'clock I sat on {b.name}'s face. After that there was {food}
beat start
At ten I hunted {chase} through the whole house
Then came my morning exercise. I ran after {chase} until everything was spinning
In the morning I was busy. I had to catch {chase}
beat but
unluckily {broke} stood in the way, and now it is in pieces
there was {broke} on the edge of the table. I only touched it with one paw
{broke} fell down behind me. I looked out of the window and knew nothing about it
beat say b
Who did that? I can see you behind the curtain
That was the third one this month. What am I to do with you?
Look at me. No, do not look at the dog. It was you
beat start
In the afternoon {c.name} the dog came into the yard and wagged from one end to the other
{c.name} the dog has no manners at all. Today {c.name} came right into our yard
At three o'clock {c.name} the dog came into the yard
beat so
I had to climb {high}, just to think in peace
I went {high}, not because I was afraid, but because of the view
beat and
there I sat, for up is easy, but down is another matter
when I wanted to come down, somebody had made it higher
beat start
I called for help, very quietly at first, and then so that the whole street could hear it
It grew dark and it grew cold, and I began to sing a sad song
beat then
{d.intro} came {help} and got me down
{d.intro} heard me and brought me down {help}
beat start
I did not say thank you, but I let myself be stroked for a whole minute
Of course I acted as if nothing had happened and washed my ears
beat start
Tonight I shall lie on {b.name}'s feet and purr, so that there is breakfast tomorrow
Now {b.name} is asleep, and I am watching over the house. It is a hard life, but somebody has to do it
Good night, {b.name}. Tomorrow I have to do it all over again

ask where sleep
? Where did {a.name} sleep
? Which place did {a.name} choose for a bed
! {a.name} slept {sleep}
! {a.name} slept {sleep} that day
ask what food
? What did {a.name} get for breakfast
? What was there for breakfast
! {a.name} got {food}
! It was {food}
ask what broke
? What did {a.name} break
? What fell down and broke
! It was {broke}
! {a.name} broke {broke}
ask what chase
? What did {a.name} chase in the morning
? What did {a.name} run after
! {a.name} ran after {chase}
! It was {chase}
ask who c
? Which animal came to the yard
? Who made {a.name} climb up so high
! It was {c.name} the dog
! {c.name} the dog came to the yard
ask where high
? Where did {a.name} climb
? Where did {a.name} go to think in peace
! {a.name} climbed {high}
! {a.name} went {high}
ask who d
? Who got {a.name} down
? Who came to help {a.name}
! {d.name} got {a.name} down
! It was {d.name}
ask how-many n
? How many hours did {a.name} sleep
! {a.name} slept for {n} hours
! It was {n} hours
