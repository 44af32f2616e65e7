title the post on a rainy day
cast a: child
cast t: postman
cast b: grown
cast c: old
cast d: child
cast e: grown
word x1: picture postcard, square parcel, thick letter, newspaper, telegram, seed catalogue, birthday card, roll of paper, small box, photograph, poem, sheet of stamps
word x2: picture postcard, square parcel, thick letter, newspaper, telegram, seed catalogue, birthday card, roll of paper, small box, photograph, poem, sheet of stamps
word x3: picture postcard, square parcel, thick letter, newspaper, telegram, seed catalogue, birthday card, roll of paper, small box, photograph, poem, sheet of stamps
word x4: picture postcard, square parcel, thick letter, newspaper, telegram, seed catalogue, birthday card, roll of paper, small box, photograph, poem, sheet of stamps
word f1: an aunt in the mountains, a cousin at sea, a friend in the city, a cousin with a bookshop, a lighthouse keeper, an old teacher, a godfather abroad, a friend in a circus, an uncle at the museum, a godmother, a pen friend, a friend in the south
word f2: an aunt in the mountains, a cousin at sea, a friend in the city, a cousin with a bookshop, a lighthouse keeper, an old teacher, a godfather abroad, a friend in a circus, an uncle at the museum, a godmother, a pen friend, a friend in the south
word f3: an aunt in the mountains, a cousin at sea, a friend in the city, a cousin with a bookshop, a lighthouse keeper, an old teacher, a godfather abroad, a friend in a circus, an uncle at the museum, a godmother, a pen friend, a friend in the south
word f4: an aunt in the mountains, a cousin at sea, a friend in the city, a cousin with a bookshop, a lighthouse keeper, an old teacher, a godfather abroad, a friend in a circus, an uncle at the museum, a godmother, a pen friend, a friend in the south
word r1: laughed out loud, ran to tell the neighbours, wiped away a tear, put it in a drawer, read it three times, danced on the doorstep, showed it to everyone, sat down on the stairs, began to pack a suitcase, put the kettle on, shook with laughter, hid it under a cushion
word r2: laughed out loud, ran to tell the neighbours, wiped away a tear, put it in a drawer, read it three times, danced on the doorstep, showed it to everyone, sat down on the stairs, began to pack a suitcase, put the kettle on, shook with laughter, hid it under a cushion
word r3: laughed out loud, ran to tell the neighbours, wiped away a tear, put it in a drawer, read it three times, danced on the doorstep, showed it to everyone, sat down on the stairs, began to pack a suitcase, put the kettle on, shook with laughter, hid it under a cushion
word r4: laughed out loud, ran to tell the neighbours, wiped away a tear, put it in a drawer, read it three times, danced on the doorstep, showed it to everyone, sat down on the stairs, began to pack a suitcase, put the kettle on, shook with laughter, hid it under a cushion
word water: a puddle, the gutter, the brook, a rain barrel

beat start
3: It was raining so hard that {t.intro} was glad of help, and {a.intro} carried the umbrella
3: On a rainy day {a.intro} went along with {t.intro} to hold the umbrella over the post
1: It was raining so hard that {t.intro} was glad of help, and I carried the umbrella
1: On a rainy day I went along with {t.intro} to hold the umbrella over the post
beat say t to a
We may get wet, {a.name}, but the letters must not
Walk close to me, {a.name}, and mind the puddles. Ink runs faster than rain
Hold it over the bag, {a.name}, and not over me. Paper is afraid of water
beat mix start
{b.intro} got {x1.a} from {f1} and {r1}
For {b.intro} there was {x1.a}, sent by {f1}, and {b} {r1}
{b.intro} took {x1.a}, which {f1} had sent, and {r1}
beat mix start
{c.intro} opened {x2.a} from {f2} and {r2}
{c.intro} had hoped for a word from {f2}, got {x2.a} and {r2}
{f2} had sent {x2.a} to {c.intro}, who {r2}
A hand came out of the door and took {x2.a} from {f2}, and then {c.intro} {r2}
beat mix start
The next in the bag was {x3.a} from {f3} for {d.intro}, who {r3}
{d.intro}, who had been waiting for {x3.a} from {f3}, {r3}
{d.intro} was handed {x3.a} from {f3} and {r3}
{f3} had thought of {d.intro} and sent {x3.a}, and {d.name} {r3}
beat mix start
When {e.intro} saw {x4.a} from {f4}, {e} {r4}
{x4.a} from {f4} was for {e.intro}, who {r4}
{e.intro} signed for {x4.a} from {f4} and {r4}
{e.intro} found {x4.a} from {f4} in the letter box and {r4}
beat but
at the last corner the wind turned the umbrella inside out, and one card flew into {water}
just then a gust tore the umbrella away, and one card fell into {water}
then {t.name} stumbled over a root, and one card landed in {water}
beat and
{a} ran after it and fished it out
{a} pulled it out with two fingers
{a} caught it before it sank
beat start
The ink had run, but a few words could still be read
The first line was a blue cloud, but the rest was clear
It was wet through, and only half of the words were left
beat say t to a
This one is for you, {a.name}! Somebody sends you greetings from the sea
It is for you, {a.name}! It says that you are to come to tea on Sunday
Now, {a.name}, this one has your name on it! Best wishes from an unknown friend, it says
beat maybe start
3: {a} dried it on the stove and kept it for ever
1: I dried it on the stove and kept it
beat maybe start
@glad a
@evening a

ask who b
? Who got the {x1}
? For whom was the {x1}
! The {x1} was for {b.name}
! {b.name} got it
ask what x1
? What did {b.name} get
? What was in the bag for {b.name}
! {b.name} got {x1.a}
! It was {x1.a}
ask who f1
? Who had sent the {x1}
? From whom did {b.name} get post
! It came from {f1}
! {f1} had sent it
ask what r1
? What did {b.name} do when the post came
! {b.name} {r1}
ask who b
? Who got post from {f1}
? Who heard from {f1}
! {b.name} got post from {f1}
! It was {b.name}
ask who c
? Who got the {x2}
? For whom was the {x2}
! The {x2} was for {c.name}
! {c.name} got it
ask what x2
? What did {c.name} get
? What was in the bag for {c.name}
! {c.name} got {x2.a}
! It was {x2.a}
ask who f2
? Who had sent the {x2}
? From whom did {c.name} get post
! It came from {f2}
! {f2} had sent it
ask what r2
? What did {c.name} do when the post came
! {c.name} {r2}
ask who c
? Who got post from {f2}
? Who heard from {f2}
! {c.name} got post from {f2}
! It was {c.name}
ask who d
? Who got the {x3}
? For whom was the {x3}
! The {x3} was for {d.name}
! {d.name} got it
ask what x3
? What did {d.name} get
? What was in the bag for {d.name}
! {d.name} got {x3.a}
! It was {x3.a}
ask who f3
? Who had sent the {x3}
? From whom did {d.name} get post
! It came from {f3}
! {f3} had sent it
ask what r3
? What did {d.name} do when the post came
! {d.name} {r3}
ask who d
? Who got post from {f3}
? Who heard from {f3}
! {d.name} got post from {f3}
! It was {d.name}
ask who e
? Who got the {x4}
? For whom was the {x4}
! The {x4} was for {e.name}
! {e.name} got it
ask what x4
? What did {e.name} get
? What was in the bag for {e.name}
! {e.name} got {x4.a}
! It was {x4.a}
ask who f4
? Who had sent the {x4}
? From whom did {e.name} get post
! It came from {f4}
! {f4} had sent it
ask what r4
? What did {e.name} do when the post came
! {e.name} {r4}
ask who e
? Who got post from {f4}
? Who heard from {f4}
! {e.name} got post from {f4}
! It was {e.name}
