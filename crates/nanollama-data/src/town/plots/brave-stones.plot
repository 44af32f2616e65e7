title across the stepping stones
cast a: child he
cast b: child she
word berries: blackberries, hazelnuts, wild strawberries, mushrooms, blueberries
word water: brook, stream, little river
word cloth: scarf, handkerchief, neckerchief
word slip: slipped on the moss, tripped over a root, stepped into a hole
number n: 6..12

beat start
3: {a.intro} was afraid of (deep|fast) water, and he never waded into the {water}
3: {a.intro} never crossed the {water}, because the (deep|fast) water (frightened him|made him dizzy)
1: I was afraid of (deep|fast) water, and I never waded into the {water}
1: I never crossed the {water}, because the (deep|fast) water (frightened me|made me dizzy)
beat start
{n} stepping stones led from one bank to the other
There was no bridge nearby, only {n} flat stones in the (foam|water)
{n} big stones lay in the water like the backs of sleeping cows, and people used them to cross
beat start
One (afternoon|day|Sunday) {b.intro} wanted to (pick|look for) {berries} on the far side
On a (mild|still|golden) (afternoon|day) {b.intro} went there with {a.me} to (gather|look for) {berries}
beat say b to a
Come on, {a.name}! It is only {n} steps
The best ones grow over there, {a.name}! Are you coming?
Follow me, {a.name}! I know a place over there where nobody goes
beat say a to b
You go. I will wait here (with the basket|and keep watch)
Not today. I (have a stone in my shoe|would rather stay here)
I would rather look for some on this side
beat so
{b} skipped across (alone|as lightly as a goat) and (disappeared|vanished) among the bushes
{b} hopped across from stone to stone and was soon out of sight
{b} jumped from stone to stone, waved and went on alone
beat but
after a while there was a (cry|shout)
suddenly {a} heard a (cry|scream)
before long a (cry|shout) came from the bushes
beat say b to a
{a.name}! I have hurt my foot, and I cannot (walk|stand)!
Help, {a.name}! My (ankle|foot) hurts so much that I cannot get up!
Come quickly, {a.name}! I fell, and I cannot get up alone!
beat maybe start
{a} looked around for a grown-up, but there was nobody for miles
There was nobody else to help, only a heron in the reeds
It was too far to run back to the village for help
beat start
{a} (stared|looked) at the {water}. It (roared|hissed|rushed) between the stones and was as black as ink
{a} put one foot on the first stone and drew it back again
The first stone looked small and wet, and the water (foamed|gurgled) around it
beat maybe start
@afraid a
beat paragraph
Then {a} remembered that a long road (is made of|is only) single steps
Then {a} decided not to look at the water, but only at the next stone
Then {b.my} cry came again, and {a} stopped thinking about the water
beat so
{a} stepped out and counted aloud, one stone after another
{a} took a deep breath and began to count: one stone, two stones, three stones
{a} jumped onto the first stone and said the number out loud, and then the next one, and the next
beat maybe start
On the (fourth|fifth) stone {a.my} legs shook like jelly
In the middle a cold splash hit {a.me} (in the face|on the cheek), but {a} did not stop
beat start
At {n}, there was grass under {a.my} feet
When {a} had counted to {n}, {a} was standing on dry land
After {n} stones and {n} deep breaths, {a} was on the other side
beat maybe start
@proud a
@glad a
beat start
{a} found {b.me} under a (thorn bush|hazel bush), pale and (in tears|with a swollen ankle). She had {slip}
{b} was sitting among the ferns and holding one ankle. She had {slip}
beat then
{a} dipped a {cloth} into the cold {water} and tied it (tightly|) around the sore ankle
{a} wound a wet {cloth} around the ankle, as tightly as a (bandage|stocking)
{a} took a {cloth}, made it wet and cold, and tied it around the ankle
beat say b to a
You came across! I thought that you were afraid of the water, {a.name}
How did you get here, {a.name}? Are you not afraid of the water?
I never thought that you would come, {a.name}. You were always so afraid of the water
beat say a to b
I was afraid. But you needed me more than I needed to be safe
I still am. I only counted very loudly
I was more afraid for you than for myself
beat so
3: they rested for a while, and then they went back slowly, hand in hand
1: {b.name} and I rested for a while and then went back slowly, hand in hand
3: they waited until the pain eased, and then they crossed again together, with {b} leaning on a stick
1: {b.name} and I waited until the pain eased and then crossed together, with one stick for the two of us
beat maybe start
This time the stones did not seem so far apart
The water sounded much less angry on the way back
On the way back, {b} counted too
beat start
3: They had no {berries}, but they had a story to tell
From then on, {a} crossed the {water} whenever it was the shortest way
1: There were no {berries} in the basket, but there was a story to tell
In the evening {a} was (wet|tired) and (muddy|hungry) and (very|) proud

ask why
? Why did {a.name} cross the {water} in the end
? Why did {a.name} go over the stones
! {b.name} was hurt and needed help
! {a.name} wanted to help {b.name}, who was hurt
ask how-many
? How many stones were there in the {water}
? How many stones did {a.name} have to cross
! There were {n} stones
! There were {n} of them
ask what
? What was {a.name} afraid of
? What frightened {a.name}
! {a.name} was afraid of the water
! It was the water
ask who b
? Who had an accident
? Who called for help
! It was {b.name}
! {b.name} did
ask then
? What did {a.name} do for the sore ankle
? How did {a.name} help {b.name}
! {a.name} tied a wet {cloth} around the ankle
ask what
? What did {b.name} want to find
? What did {b.name} go to look for
! {b.name} went to look for {berries}
