title lost in the autumn woods
cast a: child
cast b: child
cast c: old
word look: mushrooms, chestnuts, blackberries, hazelnuts, pine cones
word basket: basket, milk can, bucket, rucksack
word leaf: yellow, red, golden, copper
word beast: owl, stag, fox, squirrel, woodpecker
word same: a hollow oak, a stone with a white stripe, a fallen birch, a tree stump full of rain
word day: Saturday, Sunday, Wednesday
word supper: thick soup, bread and cheese, an omelette, hot milk
number n: 2..4

beat start
3: One {day} in October {a.intro} and {b.intro} went into the woods to look for {look}
3: The leaves were {leaf}, and {a.intro} had gone into the woods with {b.intro} to gather {look}
3: It was October. Together with {b.intro}, {a.intro} set out to fill a {basket} with {look}
1: One {day} in October I went into the woods with {b.intro} to look for {look}
1: The leaves were {leaf}, and {b.intro} and I had gone into the woods to gather {look}
1: It was October. Together with {b.intro} I set out to fill a {basket} with {look}
beat start
Wherever there were {look}, there were even more of them a few steps further on
Behind every tree there seemed to be more {look}, and nobody thought of the way back
It was such a good place that nobody looked up for an hour
beat so
the {basket} grew heavy, and the path was soon out of sight
the {basket} was full in the end, but there was no path any more, only trees
by the time the {basket} was full, the path had disappeared
beat maybe start
{beast.a} watched from between the branches and made no sound
The leaves rustled at every step, and somewhere {beast.a} was busy
beat start
Fog came creeping out of the hollows, and it began to get dark
The sun went down behind the trunks, and the air smelled of cold and mushrooms
It was getting late, and the mist was already as high as the knees
beat say b
I am sure that it is this way. Follow me!
We only have to go straight on. I know these woods
Do not worry. I have been here before. We must turn left
beat but
3: after half an hour they came to {same}, which they had passed before
3: there was {same}, and they had been there already
1: after half an hour we came to {same}, which we had passed before
1: there was {same}, and we had been there already
beat say a
We have walked in a circle. My feet are tired, and I am afraid
Have we not been here before? My legs are like jelly
That is the same place again! We are lost
beat maybe start
@tired a
{a.my} heart was beating like a drum
beat start
{b} tried another direction, and half an hour later there it was once more
3: {n} times they set out, and {n} times they came back to the very same place
1: {n} times we set out, and {n} times we came back to the very same place
beat then
{a} remembered something that {c.name} had once said
{a} sat down, shut {a.my} eyes and thought of {c.name}, who knew all the woods
a sentence came back to {a.me} that {c.name} had said many times
beat start
{c.name} always said that whoever is lost should look for water and follow it, because every stream runs down to people
{c.name} used to say that water knows the way, for sooner or later every brook comes to a mill
{c.name} had told all the children not to run when they were lost, but to look for running water, for it always leads to people
beat so
{a} held {a.my} breath and listened, and far away there was a trickle
{a} put one ear to the ground and heard a soft gurgling
{a} kept quite still until there was a murmur somewhere below
beat and
3: they found a thin brook under the ferns and walked beside it, step by step
3: the sound led them to a little brook, and they did not let it out of their sight
1: we found a thin brook under the ferns and walked beside it, step by step
1: the sound led us to a little brook, and we did not let it out of our sight
beat then
the trees opened, and there were lights in the valley
down below a roof, a wheel and a lighted window came into sight
at the edge of the woods a dog barked, and a lighted window shone through the fog
beat start
{c.name} was already coming up the path with a lantern
On the bridge stood {c.name}, swinging a lantern
{c.name} was standing at the gate and held up a lantern
beat say c
There you are at last! I was just going to look for you
Thank goodness! Half the town is out with lanterns
I was about to ring the bell. What a fright you gave us!
beat maybe start
@glad a
beat say a
We followed the water, as you told us
It was the brook that brought us home
We remembered what you said about the water
beat maybe start
That evening there was {supper}, and the {look} were spread out on the table to be sorted
{c.name} put {supper} on the table and brought warm blankets
beat maybe start
3: The next time {a} tied a red thread to every tenth tree
1: Next time I shall tie a red thread to every tenth tree
@lesson a
@ending a
@relief

ask what look
? What were the children looking for
? What did {a.name} and {b.name} gather in the woods
! They were looking for {look}
! They gathered {look}
ask what same
? What did they come back to again and again
? To what did they come back in the woods
! They came back to {same}
! They kept coming back to {same}
ask who c
? Who came to meet them with a lantern
? Who was looking for the children
! It was {c.name}
! {c.name} came with a lantern
ask why
? Why did they follow the brook
! A stream runs down to people
! They followed it because every stream leads to people
ask who b
? Who was sure of the way at first
? Who said that the way was easy to find
! It was {b.name}
! {b.name} was sure of the way
ask what basket
? What did they carry the {look} in
? What were the {look} put into
! They carried them in the {basket}
! They were put into the {basket}
