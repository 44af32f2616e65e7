title the baby that would not sleep
cast a: child
cast b: grown she
cast c: child
cast d: child
cast e: old
word m: three, five, eight, ten
word t1: sang a sea song, shook a rattle, rocked the cradle, made funny faces, played the flute, danced with a teddy bear, rang a little bell, blew soap bubbles, told a story about a turnip
word t2: sang a sea song, shook a rattle, rocked the cradle, made funny faces, played the flute, danced with a teddy bear, rang a little bell, blew soap bubbles, told a story about a turnip
word t3: sang a sea song, shook a rattle, rocked the cradle, made funny faces, played the flute, danced with a teddy bear, rang a little bell, blew soap bubbles, told a story about a turnip
word sound: sharpening pencils, sweeping the floor, grinding coffee, cracking nuts, sawing a board, winding wool
word like: like a saw, like a kettle, like a gull, like a rusty gate
word look: as red as a radish, as wrinkled as a walnut, no bigger than a loaf of bread, as round as a bun
word thanks: a basket of plums, a woollen hat, a whole cake, a warm loaf

beat start
3: {b.intro} was looking after the baby of a friend from far away. It was only {m} weeks old and {look}
3: A friend from far away had come to stay with {b.intro} and had brought a baby. It was {m} weeks old and {look}
1: {b.intro} was looking after the baby of a friend from far away. It was only {m} weeks old and {look}
1: A friend from far away had come to stay with {b.intro} and had brought a baby. It was {m} weeks old and {look}
beat but
it cried day and night, {like}
it would not sleep, and it cried {like}
from morning until midnight it cried {like}
beat so
the whole street was tired. The (postman|milkman) yawned, and even the (cats|sparrows) looked sleepy
nobody in the street had slept for a week, and {b.name} had dark rings under both eyes
people walked about with red eyes, and {b.name} could hardly stand
beat say b
I have tried everything. What does this child want?
I would give my best hat for one quiet hour
If only I knew what is wrong! I have not slept since Monday
beat so
3: {a.intro} went over to help, together with some others
3: {a.intro} called some others, and they went over to help
1: I went over to help, together with some others
1: I called some others, and we went over to help
beat mix start
{c.intro} {t1}, but the baby went on crying
{c.intro} {t1}, and it was no use at all
{c.intro} {t1} until everyone was dizzy, but it was no use
beat mix start
{d.intro} {t2}, but that did not help at all
{d.intro} {t2}, and the baby only screamed
{d.intro} {t2} for half an hour, all for nothing
beat mix start
{e.intro} {t3}, as people had done in the old days, but it was all in vain
{e.intro} {t3}, and for a moment it was quiet, but only for a moment
{e.intro}, who had rocked many cradles, {t3}, and the baby went on crying
beat so
{a} gave up and (sat down at the table|went to the back of the room)
{a} shrugged and looked round for something useful to do
3: {a}, who did not know any songs, went to sit in the corner
1: I went to sit in the corner, for I did not know any songs
beat maybe start
@tired a
@thinks a
beat and
{a} began {sound}
to pass the time, {a} started {sound}
just to keep both hands busy, {a} got up and began {sound}
beat when
{a} had been at it for a while
the clock struck the hour
{a} looked up from {a.my} work
beat start
it suddenly became so quiet that everybody turned round
{c.name} raised a finger, for something had changed
nobody was crying any more, and that was so strange that all heads turned round
beat start
The baby had stopped crying. It listened, blinked twice and fell asleep
In the cradle lay the baby with its eyes shut, and it was breathing softly
Two big eyes were looking out of the cradle, and then they closed
beat say b to a
Do not stop! That is the very sound it wanted to hear
So that was it! Nobody would ever have thought of that
Go on, please! Do not stop, whatever happens
beat start
{b.name} remembered now that the same sound could be heard every evening in the house where the baby was born
It was a sound that the baby knew from home
{b.name} was the first to understand. At home the baby had heard that sound every day
beat so
as long as the baby stayed, someone was always {sound} in that house at bedtime
every evening after that, {a} came for half an hour and went on {sound}
from that day on {a} was asked to come at bedtime and go on {sound}
beat and
the whole street could sleep again
all the neighbours slept until the cocks crowed
in all the houses people slept like stones
beat maybe start
{b.name} gave {a.me} {thanks} for it
For this {b.name} sent {a.me} {thanks}
@proud a
@glad b
@ending a
@relief

ask what sound
? What made the baby fall asleep
? What was {a.name} doing when the baby fell asleep
! {a.name} was {sound}
! It was the sound of {sound}
ask what t1
? What did {c.name} try
? How did {c.name} try to help
! {c.name} {t1}
ask who d
? Who {t2}
? Which of them {t2}
! {d.name} {t2}
! It was {d.name}
ask who e
? Who {t3}
? Which of them {t3}
! {e.name} {t3}
! It was {e.name}
ask who b
? At whose house was the baby
? Who had a baby in the house
! {b.name} had a baby in the house
! The baby was at {b.name}'s house
ask why
? Why was the whole street tired
? Why could nobody sleep
! The baby cried day and night
! It was because the baby would not stop crying
