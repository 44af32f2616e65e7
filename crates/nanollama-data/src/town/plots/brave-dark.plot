title something in the attic
cast a: child he
cast c: old she
thing x: lantern, candle, oil lamp
word room: attic, loft, tower room
word w: young owl, squirrel, brown thrush, little bat, white pigeon
word sound: a scratching, a rustling, a tapping, a soft thump
word fear: giant spider, ghost, wolf, monster, robber
number n: 9..20

beat start
3: {a.intro} was afraid of the dark and always slept with the door open
3: {a.intro} (did not like|hated) the dark. Every evening he looked under the bed (twice|three times)
1: When I was small, I was afraid of the dark and always slept with the door open
1: I used to be afraid of the dark. Every evening I looked under the bed (twice|three times)
beat start
One (windy|moonless|cold) night {a} was staying at the house of old {c.name}
In the (autumn|winter) {a} spent a night in the big dark house of old {c.name}
Once, when {a.my} parents were away, {a} slept at the house of old {c.name}
beat when
the clock struck (nine|ten|eleven)
the (light|fire) went out
the house had grown quiet
beat start
{a} heard {sound} (above the ceiling|overhead), in the {room}
there was {sound} in the {room}
something moved in the {room}, and there was {sound}
beat so
{a} pulled the blanket over {a.my} (head|nose) and called for help
{a} sat up in bed with a (beating|thumping) heart and called out
{a} cried out for help, for it was too dark to see anything
beat maybe start
@afraid a
beat maybe start
The sound came again, and this time it was louder
Outside a (dog|fox) barked, and that made it worse
Then it stopped, and the silence was even worse
beat start
{c} came in with {x}
{c} (opened|pushed open) the door and held up {x}
The door opened, and there stood {c} with {x} in her hand
fact has c x
beat say a to c
There is (something|a {fear}) up there!
Did you hear that? What if it is a {fear}?
beat say c to a
Let us go and see, {a.name}. Things are never as big as we think
Perhaps it is, {a.name}, and perhaps it is not. I will come with you, but you must carry the {x.noun}
I have never met a {fear} in this house, {a.name}. Come, show me where it is
If we do not look, {a.name}, we will lie awake all night. So let us look
beat so
{a} put on {a.my} slippers and took the {x.noun} (with both hands|in one hand)
{a} slipped out of bed, took the {x.noun} and led the way
{a} took the {x.noun} in one hand and {c.my} sleeve in the other
fact gives c x a
beat start
{a} climbed {n} (creaking|steep|narrow) steps, one by one
{a} went up the {n} (creaking|steep|narrow) steps
There were {n} (creaking|steep) steps to climb, and {a} counted them all
beat start
At the top {a} (wanted to run back|nearly turned around), but instead {a} (opened|pushed) the door
{a.my} knees were shaking, but {a} counted to three and opened the door
{a} stood before the door for a long time, and then {a} pushed it open
beat maybe start
A (huge|long) shadow moved across the (wall|roof)
Two eyes shone in the (light|corner)
The light danced over old (chairs|boxes|clocks)
beat start
Behind (an old trunk|a broken chair|a pile of books) sat a {w}, which had come in through (a gap|a hole) in the roof
In the corner there was nothing but a {w}, which had lost its way in the night
On a beam under the roof sat a {w}, far from its own home
beat and
it was (shaking|trembling) (with fear|from head to foot)
it tried to make itself as small as it could
it looked at the light with round, frightened eyes
beat say a
It is only a {w}! And it is more afraid than I am
It is not a {fear} at all! The poor thing is frightened of us
Look, it is a {w}! It wants to go home
beat then
{a} put the {x.noun} down and (opened the window|opened the shutters) to let it out
{a} spoke to it in a soft voice and opened the little window
{a} went slowly to the window and opened it as wide as it would go
beat and
the {w} slipped out into the night
a moment later the {w} was gone
the {w} found its way out and was gone
beat say c to a
You went first, {a.name}. (That was very brave|I am proud of you)
Were you afraid, {a.name}? Brave people are often afraid. They only go on all the same
Now you know what was up here, {a.name}. (Next time you can tell me not to be afraid|You may be as proud as a king)
beat maybe start
Back in bed, {a} listened to the wind and found it (quite friendly|almost pleasant)
There was (warm milk|hot cocoa|a piece of cake) for {a.me} in the kitchen, although it was so late
beat start
That night {a} slept with the door closed for the first time
From then on, {a} (closed the door|did not need an open door) at night
After that night, the dark was only the dark
Whenever {a} heard a noise at night after that, {a} took a light and went to look
beat maybe start
@proud a

ask what w
? What (made the noise|was) in the {room}
? What did {a.name} find in the {room}
! It was a {w}
! There was a {w} in the {room}
ask why
? Why did {a.name} call for help
? Why was {a.name} afraid that night
! {a.name} heard {sound} in the {room} and was afraid
! It was because there was {sound} in the {room}
ask who c
? Who came with {x.a}
? Who went to the {room} with {a.name}
! {c.name} did
! It was old {c.name}
ask how-many
? How many steps led to the {room}
? How many steps did {a.name} climb
! There were {n} steps
! {a.name} climbed {n} steps
ask then
? What did {a.name} do for the {w}
? How did the {w} get out again
! {a.name} opened the window for it
! {a.name} let it out through the window
